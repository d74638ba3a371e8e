package com.example.shop.inventory;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface StockItemRepository extends JpaRepository<StockItem, Long> {

  Optional<StockItem> findByProductId(Long productId);
}
