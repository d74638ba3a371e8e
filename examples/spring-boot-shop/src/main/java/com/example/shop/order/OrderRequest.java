package com.example.shop.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;

/** What a client says of an order. */
public record OrderRequest(
    @NotNull Long customerId,
    @NotNull Long addressId,
    @NotNull OrderStatus status,
    @NotNull @PositiveOrZero BigDecimal total,
    @NotNull Instant placedAt) {

  Order toEntity() {
    return new Order(customerId, addressId, status, total, placedAt);
  }

  void applyTo(Order order) {
    order.update(customerId, addressId, status, total, placedAt);
  }
}
