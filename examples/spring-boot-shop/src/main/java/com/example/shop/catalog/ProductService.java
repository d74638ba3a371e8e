package com.example.shop.catalog;

import com.example.shop.common.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps products. */
@Service
@Transactional
public class ProductService {

  private final ProductRepository repository;

  ProductService(ProductRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<ProductResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(ProductResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public ProductResponse get(Long id) {
    return ProductResponse.of(require(id));
  }

  public ProductResponse create(ProductRequest request) {
    return ProductResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public ProductResponse update(Long id, ProductRequest request) {
    Product product = require(id);
    request.applyTo(product);
    return ProductResponse.of(product);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public ProductResponse findBySku(String sku) {
    return repository
        .findBySku(sku)
        .map(ProductResponse::of)
        .orElseThrow(() -> new NotFoundException("Product", sku));
  }

  public List<ProductResponse> findByCategoryIdAndListedTrueOrderByName(Long categoryId) {
    return repository.findByCategoryIdAndListedTrueOrderByName(categoryId).stream()
        .map(ProductResponse::of)
        .toList();
  }

  private Product require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Product", id));
  }
}
