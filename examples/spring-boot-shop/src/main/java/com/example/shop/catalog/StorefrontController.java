package com.example.shop.catalog;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pages that people see. */
@Controller
class StorefrontController {

  private final CategoryService categories;
  private final ProductService products;

  StorefrontController(CategoryService categories, ProductService products) {
    this.categories = categories;
    this.products = products;
  }

  @GetMapping("/")
  String home(Model model) {
    model.addAttribute(
        "categories", categories.page(PageRequest.of(0, 50, Sort.by("position"))).getContent());
    return "home";
  }

  @GetMapping("/categories/{slug}")
  String category(@PathVariable String slug, Model model) {
    CategoryResponse category = categories.findBySlug(slug);
    model.addAttribute("category", category);
    model.addAttribute(
        "products", products.findByCategoryIdAndListedTrueOrderByName(category.id()));
    return "category";
  }
}
