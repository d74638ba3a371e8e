package com.example.shop.promotion;

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
@RequestMapping("/api/vouchers")
class VoucherController {

  private final VoucherService service;

  VoucherController(VoucherService service) {
    this.service = service;
  }

  @GetMapping
  Page<VoucherResponse> page(Pageable pageable) {
    return service.page(pageable);
  }

  @GetMapping("/{id}")
  VoucherResponse get(@PathVariable Long id) {
    return service.get(id);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  VoucherResponse create(@Valid @RequestBody VoucherRequest request) {
    return service.create(request);
  }

  @PutMapping("/{id}")
  VoucherResponse update(@PathVariable Long id, @Valid @RequestBody VoucherRequest request) {
    return service.update(id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable Long id) {
    service.delete(id);
  }

  @GetMapping(params = "code")
  VoucherResponse findByCode(@RequestParam String code) {
    return service.findByCode(code);
  }
}
