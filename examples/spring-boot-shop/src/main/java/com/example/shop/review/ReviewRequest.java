package com.example.shop.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What a client says of a review. */
public record ReviewRequest(
    @NotNull Long productId,
    @NotNull Long customerId,
    @Min(1) @Max(5) int stars,
    @NotBlank @Size(max = 2000) String text) {

  Review toEntity() {
    return new Review(productId, customerId, stars, text);
  }

  void applyTo(Review review) {
    review.update(productId, customerId, stars, text);
  }
}
