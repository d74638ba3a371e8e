package com.example.shop.order;

import com.example.shop.common.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps order lines. */
@Service
@Transactional
public class OrderLineService {

  private final OrderLineRepository repository;

  OrderLineService(OrderLineRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<OrderLineResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(OrderLineResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public OrderLineResponse get(Long id) {
    return OrderLineResponse.of(require(id));
  }

  public OrderLineResponse create(OrderLineRequest request) {
    return OrderLineResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public OrderLineResponse update(Long id, OrderLineRequest request) {
    OrderLine orderLine = require(id);
    request.applyTo(orderLine);
    return OrderLineResponse.of(orderLine);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  public List<OrderLineResponse> findByOrderId(Long orderId) {
    return repository.findByOrderId(orderId).stream().map(OrderLineResponse::of).toList();
  }

  private OrderLine require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("OrderLine", id));
  }
}
