package com.example.shop.payment;

import com.example.shop.common.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps payments. */
@Service
@Transactional
public class PaymentService {

  private final PaymentRepository repository;

  PaymentService(PaymentRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<PaymentResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(PaymentResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public PaymentResponse get(Long id) {
    return PaymentResponse.of(require(id));
  }

  public PaymentResponse create(PaymentRequest request) {
    return PaymentResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public PaymentResponse update(Long id, PaymentRequest request) {
    Payment payment = require(id);
    request.applyTo(payment);
    return PaymentResponse.of(payment);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  public List<PaymentResponse> findByOrderId(Long orderId) {
    return repository.findByOrderId(orderId).stream().map(PaymentResponse::of).toList();
  }

  private Payment require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Payment", id));
  }
}
