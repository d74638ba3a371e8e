package com.example.shop.customer;

import com.example.shop.common.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps customers. */
@Service
@Transactional
public class CustomerService {

  private final CustomerRepository repository;

  CustomerService(CustomerRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<CustomerResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(CustomerResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public CustomerResponse get(Long id) {
    return CustomerResponse.of(require(id));
  }

  public CustomerResponse create(CustomerRequest request) {
    return CustomerResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public CustomerResponse update(Long id, CustomerRequest request) {
    Customer customer = require(id);
    request.applyTo(customer);
    return CustomerResponse.of(customer);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public CustomerResponse findByEmail(String email) {
    return repository
        .findByEmail(email)
        .map(CustomerResponse::of)
        .orElseThrow(() -> new NotFoundException("Customer", email));
  }

  private Customer require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Customer", id));
  }
}
