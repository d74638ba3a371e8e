package com.example.shop.catalog;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** Something that is for sale. */
@Entity
@Table(name = "products")
public class Product extends BaseEntity {

  @Column(nullable = false)
  private String sku;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String description;

  @Column(nullable = false)
  private BigDecimal price;

  @Column(nullable = false)
  private Long categoryId;

  @Column(nullable = false)
  private boolean listed;

  /** For JPA. */
  protected Product() {}

  public Product(
      String sku,
      String name,
      String description,
      BigDecimal price,
      Long categoryId,
      boolean listed) {
    update(sku, name, description, price, categoryId, listed);
  }

  public void update(
      String sku,
      String name,
      String description,
      BigDecimal price,
      Long categoryId,
      boolean listed) {
    this.sku = sku;
    this.name = name;
    this.description = description;
    this.price = price;
    this.categoryId = categoryId;
    this.listed = listed;
  }

  /** Takes the product out of the shop; orders that name it keep it. */
  public void delist() {
    listed = false;
  }

  public String getSku() {
    return sku;
  }

  public String getName() {
    return name;
  }

  public String getDescription() {
    return description;
  }

  public BigDecimal getPrice() {
    return price;
  }

  public Long getCategoryId() {
    return categoryId;
  }

  public boolean isListed() {
    return listed;
  }
}
