package com.example.shop.shipping;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** What a client says of a shipment. */
public record ShipmentRequest(
    @NotNull Long orderId,
    @NotNull Carrier carrier,
    @NotBlank String trackingNumber,
    @NotNull LocalDate expectedOn) {

  Shipment toEntity() {
    return new Shipment(orderId, carrier, trackingNumber, expectedOn);
  }

  void applyTo(Shipment shipment) {
    shipment.update(orderId, carrier, trackingNumber, expectedOn);
  }
}
