package com.example.shop.review;

/** What a client is told of a review. */
public record ReviewResponse(Long id, Long productId, Long customerId, int stars, String text) {

  static ReviewResponse of(Review review) {
    return new ReviewResponse(
        review.getId(),
        review.getProductId(),
        review.getCustomerId(),
        review.getStars(),
        review.getText());
  }
}
