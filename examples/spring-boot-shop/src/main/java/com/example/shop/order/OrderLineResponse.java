package com.example.shop.order;

import java.math.BigDecimal;

/** What a client is told of an order line. */
public record OrderLineResponse(
    Long id, Long orderId, Long productId, int quantity, BigDecimal unitPrice) {

  static OrderLineResponse of(OrderLine orderLine) {
    return new OrderLineResponse(
        orderLine.getId(),
        orderLine.getOrderId(),
        orderLine.getProductId(),
        orderLine.getQuantity(),
        orderLine.getUnitPrice());
  }
}
