package com.example.shop.payment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/** What a client says of a payment. */
public record PaymentRequest(
    @NotNull Long orderId,
    @NotNull @Positive BigDecimal amount,
    @NotNull PaymentStatus status,
    @NotBlank String reference) {

  Payment toEntity() {
    return new Payment(orderId, amount, status, reference);
  }

  void applyTo(Payment payment) {
    payment.update(orderId, amount, status, reference);
  }
}
