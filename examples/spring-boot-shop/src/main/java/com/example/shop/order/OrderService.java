package com.example.shop.order;

import com.example.shop.common.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps orders. */
@Service
@Transactional
public class OrderService {

  private final OrderRepository repository;

  OrderService(OrderRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<OrderResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(OrderResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public OrderResponse get(Long id) {
    return OrderResponse.of(require(id));
  }

  public OrderResponse create(OrderRequest request) {
    return OrderResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public OrderResponse update(Long id, OrderRequest request) {
    Order order = require(id);
    request.applyTo(order);
    return OrderResponse.of(order);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  public List<OrderResponse> findByCustomerIdOrderByPlacedAtDesc(Long customerId) {
    return repository.findByCustomerIdOrderByPlacedAtDesc(customerId).stream()
        .map(OrderResponse::of)
        .toList();
  }

  private Order require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Order", id));
  }
}
