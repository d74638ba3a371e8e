package com.example.shop.customer;

import jakarta.validation.Valid;
import java.util.List;
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
@RequestMapping("/api/addresses")
class AddressController {

  private final AddressService service;

  AddressController(AddressService service) {
    this.service = service;
  }

  @GetMapping
  Page<AddressResponse> page(Pageable pageable) {
    return service.page(pageable);
  }

  @GetMapping("/{id}")
  AddressResponse get(@PathVariable Long id) {
    return service.get(id);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  AddressResponse create(@Valid @RequestBody AddressRequest request) {
    return service.create(request);
  }

  @PutMapping("/{id}")
  AddressResponse update(@PathVariable Long id, @Valid @RequestBody AddressRequest request) {
    return service.update(id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable Long id) {
    service.delete(id);
  }

  @GetMapping(params = "customerId")
  List<AddressResponse> findByCustomerId(@RequestParam Long customerId) {
    return service.findByCustomerId(customerId);
  }
}
