package com.example.shop.payment;

import java.math.BigDecimal;

/** What a client is told of a payment. */
public record PaymentResponse(
    Long id, Long orderId, BigDecimal amount, PaymentStatus status, String reference) {

  static PaymentResponse of(Payment payment) {
    return new PaymentResponse(
        payment.getId(),
        payment.getOrderId(),
        payment.getAmount(),
        payment.getStatus(),
        payment.getReference());
  }
}
