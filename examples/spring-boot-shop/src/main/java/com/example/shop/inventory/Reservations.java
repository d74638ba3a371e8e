package com.example.shop.inventory;

import com.example.shop.common.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets stock aside for orders. */
@Service
@Transactional
public class Reservations {

  private final StockItemRepository repository;

  Reservations(StockItemRepository repository) {
    this.repository = repository;
  }

  /**
   * @throws OutOfStockException if there is not enough
   */
  public void reserve(Long productId, int quantity) {
    require(productId).reserve(quantity);
  }

  public void release(Long productId, int quantity) {
    require(productId).release(quantity);
  }

  private StockItem require(Long productId) {
    return repository
        .findByProductId(productId)
        .orElseThrow(() -> new NotFoundException("Stock of product", productId));
  }
}
