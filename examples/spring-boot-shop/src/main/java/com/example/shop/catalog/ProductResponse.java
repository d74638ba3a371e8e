package com.example.shop.catalog;

import java.math.BigDecimal;

/** What a client is told of a product. */
public record ProductResponse(
    Long id,
    String sku,
    String name,
    String description,
    BigDecimal price,
    Long categoryId,
    boolean listed) {

  static ProductResponse of(Product product) {
    return new ProductResponse(
        product.getId(),
        product.getSku(),
        product.getName(),
        product.getDescription(),
        product.getPrice(),
        product.getCategoryId(),
        product.isListed());
  }
}
