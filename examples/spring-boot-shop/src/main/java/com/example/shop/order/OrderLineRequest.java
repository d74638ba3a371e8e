package com.example.shop.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/** What a client says of an order line. */
public record OrderLineRequest(
    @NotNull Long orderId,
    @NotNull Long productId,
    @Positive int quantity,
    @NotNull @Positive BigDecimal unitPrice) {

  OrderLine toEntity() {
    return new OrderLine(orderId, productId, quantity, unitPrice);
  }

  void applyTo(OrderLine orderLine) {
    orderLine.update(orderId, productId, quantity, unitPrice);
  }
}
