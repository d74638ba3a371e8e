package com.example.shop.payment;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** An attempt to pay for an order. */
@Entity
@Table(name = "payments")
public class Payment extends BaseEntity {

  @Column(nullable = false)
  private Long orderId;

  @Column(nullable = false)
  private BigDecimal amount;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private PaymentStatus status;

  @Column(nullable = false)
  private String reference;

  /** For JPA. */
  protected Payment() {}

  public Payment(Long orderId, BigDecimal amount, PaymentStatus status, String reference) {
    update(orderId, amount, status, reference);
  }

  public void update(Long orderId, BigDecimal amount, PaymentStatus status, String reference) {
    this.orderId = orderId;
    this.amount = amount;
    this.status = status;
    this.reference = reference;
  }

  public void settle() {
    status = PaymentStatus.SETTLED;
  }

  public void decline() {
    status = PaymentStatus.DECLINED;
  }

  public Long getOrderId() {
    return orderId;
  }

  public BigDecimal getAmount() {
    return amount;
  }

  public PaymentStatus getStatus() {
    return status;
  }

  public String getReference() {
    return reference;
  }
}
