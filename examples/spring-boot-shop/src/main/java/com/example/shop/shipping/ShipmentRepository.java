package com.example.shop.shipping;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface ShipmentRepository extends JpaRepository<Shipment, Long> {

  Optional<Shipment> findByTrackingNumber(String trackingNumber);
}
