package com.example.shop.catalog;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface CategoryRepository extends JpaRepository<Category, Long> {

  Optional<Category> findBySlug(String slug);
}
