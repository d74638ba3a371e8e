package com.example.shop.promotion;

import com.example.shop.common.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps vouchers. */
@Service
@Transactional
public class VoucherService {

  private final VoucherRepository repository;

  VoucherService(VoucherRepository repository) {
    this.repository = repository;
  }

  @Transactional(readOnly = true)
  public Page<VoucherResponse> page(Pageable pageable) {
    return repository.findAll(pageable).map(VoucherResponse::of);
  }

  /**
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public VoucherResponse get(Long id) {
    return VoucherResponse.of(require(id));
  }

  public VoucherResponse create(VoucherRequest request) {
    return VoucherResponse.of(repository.save(request.toEntity()));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public VoucherResponse update(Long id, VoucherRequest request) {
    Voucher voucher = require(id);
    request.applyTo(voucher);
    return VoucherResponse.of(voucher);
  }

  public void delete(Long id) {
    repository.delete(require(id));
  }

  /**
   * @throws NotFoundException if there is none
   */
  public VoucherResponse findByCode(String code) {
    return repository
        .findByCode(code)
        .map(VoucherResponse::of)
        .orElseThrow(() -> new NotFoundException("Voucher", code));
  }

  private Voucher require(Long id) {
    return repository.findById(id).orElseThrow(() -> new NotFoundException("Voucher", id));
  }
}
