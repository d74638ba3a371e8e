package com.example.shop.inventory;

/** What a client is told of a stock item. */
public record StockItemResponse(
    Long id, Long productId, int available, int reserved, int reorderLevel) {

  static StockItemResponse of(StockItem stockItem) {
    return new StockItemResponse(
        stockItem.getId(),
        stockItem.getProductId(),
        stockItem.getAvailable(),
        stockItem.getReserved(),
        stockItem.getReorderLevel());
  }
}
