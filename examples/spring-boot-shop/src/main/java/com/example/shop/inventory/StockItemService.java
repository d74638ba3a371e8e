package com.example.shop.inventory;

import com.example.shop.common.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps stock items. */
@Service
@Transactional
public class StockItemService {

  private final StockItemRepository repository;

  StockItemService(StockItemRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<StockItemResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(StockItemResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public StockItemResponse get(Long id) {
    return StockItemResponse.of(require(id));
  }

  public StockItemResponse create(StockItemRequest request) {
    return StockItemResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public StockItemResponse update(Long id, StockItemRequest request) {
    StockItem stockItem = require(id);
    request.applyTo(stockItem);
    return StockItemResponse.of(stockItem);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public StockItemResponse findByProductId(Long productId) {
    return repository
        .findByProductId(productId)
        .map(StockItemResponse::of)
        .orElseThrow(() -> new NotFoundException("StockItem", productId));
  }

  private StockItem require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("StockItem", id));
  }
}
