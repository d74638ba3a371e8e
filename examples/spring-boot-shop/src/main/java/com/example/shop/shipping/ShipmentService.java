package com.example.shop.shipping;

import com.example.shop.common.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps shipments. */
@Service
@Transactional
public class ShipmentService {

  private final ShipmentRepository repository;

  ShipmentService(ShipmentRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<ShipmentResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(ShipmentResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public ShipmentResponse get(Long id) {
    return ShipmentResponse.of(require(id));
  }

  public ShipmentResponse create(ShipmentRequest request) {
    return ShipmentResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public ShipmentResponse update(Long id, ShipmentRequest request) {
    Shipment shipment = require(id);
    request.applyTo(shipment);
    return ShipmentResponse.of(shipment);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public ShipmentResponse findByTrackingNumber(String trackingNumber) {
    return repository
        .findByTrackingNumber(trackingNumber)
        .map(ShipmentResponse::of)
        .orElseThrow(() -> new NotFoundException("Shipment", trackingNumber));
  }

  private Shipment require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Shipment", id));
  }
}
