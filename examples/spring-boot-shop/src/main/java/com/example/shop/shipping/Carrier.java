package com.example.shop.shipping;

/** Who brings parcels, and how fast. */
public enum Carrier {
  POST(4),
  COURIER(2),
  EXPRESS(1);

  private final int days;

  Carrier(int days) {
    this.days = days;
  }

  public int days() {
    return days;
  }
}
