package com.example.shop.payment;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface PaymentRepository extends JpaRepository<Payment, Long> {

  List<Payment> findByOrderId(Long orderId);
}
