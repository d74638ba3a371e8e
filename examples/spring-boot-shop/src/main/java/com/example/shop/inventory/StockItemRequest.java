package com.example.shop.inventory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/** What a client says of a stock item. */
public record StockItemRequest(
    @NotNull Long productId,
    @PositiveOrZero int available,
    @PositiveOrZero int reserved,
    @PositiveOrZero int reorderLevel) {

  StockItem toEntity() {
    return new StockItem(productId, available, reserved, reorderLevel);
  }

  void applyTo(StockItem stockItem) {
    stockItem.update(productId, available, reserved, reorderLevel);
  }
}
