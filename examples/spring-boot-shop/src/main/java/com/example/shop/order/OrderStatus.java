package com.example.shop.order;

/** How far an order has come. */
public enum OrderStatus {
  PLACED,
  PAID,
  SHIPPED,
  DELIVERED,
  CANCELLED;

  boolean allows(OrderStatus next) {
    if (next == CANCELLED) {
      return this == PLACED || this == PAID;
    }
    return this != CANCELLED && next.ordinal() == ordinal() + 1;
  }
}
