package com.example.shop.review;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What a customer thinks of a product. */
@Entity
@Table(name = "reviews")
public class Review extends BaseEntity {

  @Column(nullable = false)
  private Long productId;

  @Column(nullable = false)
  private Long customerId;

  @Column(nullable = false)
  private int stars;

  @Column(nullable = false)
  private String text;

  /** For JPA. */
  protected Review() {}

  public Review(Long productId, Long customerId, int stars, String text) {
    update(productId, customerId, stars, text);
  }

  public void update(Long productId, Long customerId, int stars, String text) {
    this.productId = productId;
    this.customerId = customerId;
    this.stars = stars;
    this.text = text;
  }

  public Long getProductId() {
    return productId;
  }

  public Long getCustomerId() {
    return customerId;
  }

  public int getStars() {
    return stars;
  }

  public String getText() {
    return text;
  }
}
