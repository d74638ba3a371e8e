package com.example.shop.promotion;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** A code that makes an order cheaper. */
@Entity
@Table(name = "vouchers")
public class Voucher extends BaseEntity {

  @Column(nullable = false)
  private String code;

  @Column(nullable = false)
  private int percent;

  @Column(nullable = false)
  private LocalDate validUntil;

  /** For JPA. */
  protected Voucher() {}

  public Voucher(String code, int percent, LocalDate validUntil) {
    update(code, percent, validUntil);
  }

  public void update(String code, int percent, LocalDate validUntil) {
    this.code = code;
    this.percent = percent;
    this.validUntil = validUntil;
  }

  public boolean isValid(LocalDate today) {
    return !today.isAfter(validUntil);
  }

  /** The price that is left, rounded to cents in the customer's favour. */
  public BigDecimal applyTo(BigDecimal price) {
    return price
        .multiply(BigDecimal.valueOf(100L - percent))
        .divide(BigDecimal.valueOf(100), 2, RoundingMode.DOWN);
  }

  public String getCode() {
    return code;
  }

  public int getPercent() {
    return percent;
  }

  public LocalDate getValidUntil() {
    return validUntil;
  }
}
