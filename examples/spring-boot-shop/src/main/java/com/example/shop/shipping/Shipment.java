package com.example.shop.shipping;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** A parcel on its way. */
@Entity
@Table(name = "shipments")
public class Shipment extends BaseEntity {

  @Column(nullable = false)
  private Long orderId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Carrier carrier;

  @Column(nullable = false)
  private String trackingNumber;

  @Column(nullable = false)
  private LocalDate expectedOn;

  /** For JPA. */
  protected Shipment() {}

  public Shipment(Long orderId, Carrier carrier, String trackingNumber, LocalDate expectedOn) {
    update(orderId, carrier, trackingNumber, expectedOn);
  }

  public void update(Long orderId, Carrier carrier, String trackingNumber, LocalDate expectedOn) {
    this.orderId = orderId;
    this.carrier = carrier;
    this.trackingNumber = trackingNumber;
    this.expectedOn = expectedOn;
  }

  public boolean isLate(LocalDate today) {
    return today.isAfter(expectedOn);
  }

  public Long getOrderId() {
    return orderId;
  }

  public Carrier getCarrier() {
    return carrier;
  }

  public String getTrackingNumber() {
    return trackingNumber;
  }

  public LocalDate getExpectedOn() {
    return expectedOn;
  }
}
