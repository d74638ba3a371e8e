package com.example.shop.order;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** One product in an order, at the price of that day. */
@Entity
@Table(name = "order_lines")
public class OrderLine extends BaseEntity {

  @Column(nullable = false)
  private Long orderId;

  @Column(nullable = false)
  private Long productId;

  @Column(nullable = false)
  private int quantity;

  @Column(nullable = false)
  private BigDecimal unitPrice;

  /** For JPA. */
  protected OrderLine() {}

  public OrderLine(Long orderId, Long productId, int quantity, BigDecimal unitPrice) {
    update(orderId, productId, quantity, unitPrice);
  }

  public void update(Long orderId, Long productId, int quantity, BigDecimal unitPrice) {
    this.orderId = orderId;
    this.productId = productId;
    this.quantity = quantity;
    this.unitPrice = unitPrice;
  }

  public BigDecimal amount() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }

  public Long getOrderId() {
    return orderId;
  }

  public Long getProductId() {
    return productId;
  }

  public int getQuantity() {
    return quantity;
  }

  public BigDecimal getUnitPrice() {
    return unitPrice;
  }
}
