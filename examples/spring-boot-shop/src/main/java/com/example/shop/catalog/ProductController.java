package com.example.shop.catalog;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products")
class ProductController {

  private final ProductService service;

  ProductController(ProductService service) {
    this.service = service;
  }

  @GetMapping
  Page<ProductResponse> page(Pageable pageable) {
    return service.page(pageable);
  }

  @GetMapping("/{id}")
  ProductResponse get(@PathVariable Long id) {
    return service.get(id);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ProductResponse create(@Valid @RequestBody ProductRequest request) {
    return service.create(request);
  }

  @PutMapping("/{id}")
  ProductResponse update(@PathVariable Long id, @Valid @RequestBody ProductRequest request) {
    return service.update(id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable Long id) {
    service.delete(id);
  }

  @GetMapping(params = "sku")
  ProductResponse findBySku(@RequestParam String sku) {
    return service.findBySku(sku);
  }

  @GetMapping(params = "categoryId")
  List<ProductResponse> findByCategoryIdAndListedTrueOrderByName(@RequestParam Long categoryId) {
    return service.findByCategoryIdAndListedTrueOrderByName(categoryId);
  }
}
