package com.example.shop.review;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ReviewRepository extends JpaRepository<Review, Long> {

  List<Review> findByProductId(Long productId);
}
