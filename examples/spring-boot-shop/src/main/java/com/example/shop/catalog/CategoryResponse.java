package com.example.shop.catalog;

/** What a client is told of a category. */
public record CategoryResponse(Long id, String name, String slug, int position) {

  static CategoryResponse of(Category category) {
    return new CategoryResponse(
        category.getId(), category.getName(), category.getSlug(), category.getPosition());
  }
}
