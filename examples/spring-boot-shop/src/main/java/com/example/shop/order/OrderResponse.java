package com.example.shop.order;

import java.math.BigDecimal;
import java.time.Instant;

/** What a client is told of an order. */
public record OrderResponse(
    Long id,
    Long customerId,
    Long addressId,
    OrderStatus status,
    BigDecimal total,
    Instant placedAt) {

  static OrderResponse of(Order order) {
    return new OrderResponse(
        order.getId(),
        order.getCustomerId(),
        order.getAddressId(),
        order.getStatus(),
        order.getTotal(),
        order.getPlacedAt());
  }
}
