package com.example.shop.promotion;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** What vouchers make of prices. */
@Service
public class Discounts {

  private final VoucherRepository vouchers;
  private final Clock clock;

  Discounts(VoucherRepository vouchers, Clock clock) {
    this.vouchers = vouchers;
    this.clock = clock;
  }

  /**
   * @param code of a voucher, or null; one that is unknown or over changes nothing
   */
  public BigDecimal apply(String code, BigDecimal price) {
    if (code == null) {
      return price;
    }
    LocalDate today = LocalDate.now(clock);
    return vouchers
        .findByCode(code)
        .filter(voucher -> voucher.isValid(today))
        .map(voucher -> voucher.applyTo(price))
        .orElse(price);
  }
}
