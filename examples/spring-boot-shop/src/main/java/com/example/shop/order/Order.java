package com.example.shop.order;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** What a customer has bought. */
@Entity
@Table(name = "orders")
public class Order extends BaseEntity {

  @Column(nullable = false)
  private Long customerId;

  @Column(nullable = false)
  private Long addressId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private OrderStatus status;

  @Column(nullable = false)
  private BigDecimal total;

  @Column(nullable = false)
  private Instant placedAt;

  /** For JPA. */
  protected Order() {}

  public Order(
      Long customerId, Long addressId, OrderStatus status, BigDecimal total, Instant placedAt) {
    update(customerId, addressId, status, total, placedAt);
  }

  public void update(
      Long customerId, Long addressId, OrderStatus status, BigDecimal total, Instant placedAt) {
    this.customerId = customerId;
    this.addressId = addressId;
    this.status = status;
    this.total = total;
    this.placedAt = placedAt;
  }

  /** Goes on to a later status. */
  public void become(OrderStatus next) {
    if (!status.allows(next)) {
      throw new IllegalStateException("An order that is " + status + " can't become " + next);
    }
    status = next;
  }

  public Long getCustomerId() {
    return customerId;
  }

  public Long getAddressId() {
    return addressId;
  }

  public OrderStatus getStatus() {
    return status;
  }

  public BigDecimal getTotal() {
    return total;
  }

  public Instant getPlacedAt() {
    return placedAt;
  }
}
