package com.example.shop.review;

import com.example.shop.common.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps reviews. */
@Service
@Transactional
public class ReviewService {

  private final ReviewRepository repository;

  ReviewService(ReviewRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<ReviewResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(ReviewResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public ReviewResponse get(Long id) {
    return ReviewResponse.of(require(id));
  }

  public ReviewResponse create(ReviewRequest request) {
    return ReviewResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public ReviewResponse update(Long id, ReviewRequest request) {
    Review review = require(id);
    request.applyTo(review);
    return ReviewResponse.of(review);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  public List<ReviewResponse> findByProductId(Long productId) {
    return repository.findByProductId(productId).stream().map(ReviewResponse::of).toList();
  }

  private Review require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Review", id));
  }
}
