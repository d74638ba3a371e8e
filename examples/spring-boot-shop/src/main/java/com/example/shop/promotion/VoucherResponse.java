package com.example.shop.promotion;

import java.time.LocalDate;

/** What a client is told of a voucher. */
public record VoucherResponse(Long id, String code, int percent, LocalDate validUntil) {

  static VoucherResponse of(Voucher voucher) {
    return new VoucherResponse(
        voucher.getId(), voucher.getCode(), voucher.getPercent(), voucher.getValidUntil());
  }
}
