package com.example.shop.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** What a client says of a category. */
public record CategoryRequest(
    @NotBlank @Size(max = 80) String name,
    @NotBlank @Pattern(regexp = "[a-z0-9-]+") String slug,
    @PositiveOrZero int position) {

  Category toEntity() {
    return new Category(name, slug, position);
  }

  void applyTo(Category category) {
    category.update(name, slug, position);
  }
}
