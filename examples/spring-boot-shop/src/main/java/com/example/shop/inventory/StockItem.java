package com.example.shop.inventory;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** How many of a product are in the warehouse. */
@Entity
@Table(name = "stock_items")
public class StockItem extends BaseEntity {

  @Column(nullable = false)
  private Long productId;

  @Column(nullable = false)
  private int available;

  @Column(nullable = false)
  private int reserved;

  @Column(nullable = false)
  private int reorderLevel;

  /** For JPA. */
  protected StockItem() {}

  public StockItem(Long productId, int available, int reserved, int reorderLevel) {
    update(productId, available, reserved, reorderLevel);
  }

  public void update(Long productId, int available, int reserved, int reorderLevel) {
    this.productId = productId;
    this.available = available;
    this.reserved = reserved;
    this.reorderLevel = reorderLevel;
  }

  /** Sets some aside for an order. */
  public void reserve(int quantity) {
    if (quantity > available) {
      throw new OutOfStockException(productId, quantity, available);
    }
    available -= quantity;
    reserved += quantity;
  }

  /** Gives back what an order that was cancelled had set aside. */
  public void release(int quantity) {
    int released = Math.min(quantity, reserved);
    reserved -= released;
    available += released;
  }

  public boolean needsReorder() {
    return available < reorderLevel;
  }

  public Long getProductId() {
    return productId;
  }

  public int getAvailable() {
    return available;
  }

  public int getReserved() {
    return reserved;
  }

  public int getReorderLevel() {
    return reorderLevel;
  }
}
