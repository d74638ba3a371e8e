package com.example.shop.promotion;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** What a client says of a voucher. */
public record VoucherRequest(
    @NotBlank @Size(max = 20) String code,
    @Min(1) @Max(90) int percent,
    @NotNull LocalDate validUntil) {

  Voucher toEntity() {
    return new Voucher(code, percent, validUntil);
  }

  void applyTo(Voucher voucher) {
    voucher.update(code, percent, validUntil);
  }
}
