package com.example.shop.shipping;

import java.time.LocalDate;

/** What a client is told of a shipment. */
public record ShipmentResponse(
    Long id, Long orderId, Carrier carrier, String trackingNumber, LocalDate expectedOn) {

  static ShipmentResponse of(Shipment shipment) {
    return new ShipmentResponse(
        shipment.getId(),
        shipment.getOrderId(),
        shipment.getCarrier(),
        shipment.getTrackingNumber(),
        shipment.getExpectedOn());
  }
}
