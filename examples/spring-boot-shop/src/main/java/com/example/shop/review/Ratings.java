package com.example.shop.review;

import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** What customers think on average. */
@Service
public class Ratings {

  private final ReviewRepository reviews;

  Ratings(ReviewRepository reviews) {
    this.reviews = reviews;
  }

  /** Average stars of a product, perhaps of a while ago; empty if nobody had reviewed it. */
  @Cacheable("ratings")
  public Optional<Double> of(Long productId) {
    OptionalDouble average =
        reviews.findByProductId(productId).stream().mapToInt(Review::getStars).average();
    return average.isPresent() ? Optional.of(average.getAsDouble()) : Optional.empty();
  }
}
