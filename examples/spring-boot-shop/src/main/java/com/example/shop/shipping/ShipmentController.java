package com.example.shop.shipping;

import jakarta.validation.Valid;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/shipments")
class ShipmentController {

  private final ShipmentService service;

  ShipmentController(ShipmentService service) {
    this.service = service;
  }

  @GetMapping
  Page<ShipmentResponse> page(Pageable pageable) {
    return service.page(pageable);
  }

  @GetMapping("/{id}")
  ShipmentResponse get(@PathVariable Long id) {
    return service.get(id);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ShipmentResponse create(@Valid @RequestBody ShipmentRequest request) {
    return service.create(request);
  }

  @PutMapping("/{id}")
  ShipmentResponse update(@PathVariable Long id, @Valid @RequestBody ShipmentRequest request) {
    return service.update(id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable Long id) {
    service.delete(id);
  }

  @GetMapping(params = "trackingNumber")
  ShipmentResponse findByTrackingNumber(@RequestParam String trackingNumber) {
    return service.findByTrackingNumber(trackingNumber);
  }
}
