package com.example.shop.customer;

import com.example.shop.common.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps addresses. */
@Service
@Transactional
public class AddressService {

  private final AddressRepository repository;

  AddressService(AddressRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<AddressResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(AddressResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public AddressResponse get(Long id) {
    return AddressResponse.of(require(id));
  }

  public AddressResponse create(AddressRequest request) {
    return AddressResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public AddressResponse update(Long id, AddressRequest request) {
    Address address = require(id);
    request.applyTo(address);
    return AddressResponse.of(address);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  public List<AddressResponse> findByCustomerId(Long customerId) {
    return repository.findByCustomerId(customerId).stream().map(AddressResponse::of).toList();
  }

  private Address require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Address", id));
  }
}
