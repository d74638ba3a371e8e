package com.example.shop.catalog;

import com.example.shop.common.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps categories. */
@Service
@Transactional
public class CategoryService {

  private final CategoryRepository repository;

  CategoryService(CategoryRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<CategoryResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(CategoryResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public CategoryResponse get(Long id) {
    return CategoryResponse.of(require(id));
  }

  public CategoryResponse create(CategoryRequest request) {
    return CategoryResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public CategoryResponse update(Long id, CategoryRequest request) {
    Category category = require(id);
    request.applyTo(category);
    return CategoryResponse.of(category);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public CategoryResponse findBySlug(String slug) {
    return repository
        .findBySlug(slug)
        .map(CategoryResponse::of)
        .orElseThrow(() -> new NotFoundException("Category", slug));
  }

  private Category require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Category", id));
  }
}
