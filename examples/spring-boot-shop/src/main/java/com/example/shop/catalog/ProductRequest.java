package com.example.shop.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** What a client says of a product. */
public record ProductRequest(
    @NotBlank @Size(max = 40) String sku,
    @NotBlank @Size(max = 200) String name,
    @Size(max = 4000) String description,
    @NotNull @Positive BigDecimal price,
    @NotNull Long categoryId,
    boolean listed) {

  Product toEntity() {
    return new Product(sku, name, description, price, categoryId, listed);
  }

  void applyTo(Product product) {
    product.update(sku, name, description, price, categoryId, listed);
  }
}
