package com.example.shop.review;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RatingController {

  private final Ratings ratings;

  RatingController(Ratings ratings) {
    this.ratings = ratings;
  }

  @GetMapping("/api/products/{id}/rating")
  ResponseEntity<Double> rating(@PathVariable Long id) {
    return ResponseEntity.of(ratings.of(id));
  }
}
