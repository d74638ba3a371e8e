package com.example.shop.catalog;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProductImageController {

  private final ProductImages images;

  ProductImageController(ProductImages images) {
    this.images = images;
  }

  @GetMapping("/api/products/images/{sku}")
  ResponseEntity<Void> image(@PathVariable String sku) {
    return images
        .url(sku)
        .map(url -> ResponseEntity.status(HttpStatus.FOUND).location(URI.create(url)))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND))
        .build();
  }
}
