package com.example.shop.order;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface OrderRepository extends JpaRepository<Order, Long> {

  List<Order> findByCustomerIdOrderByPlacedAtDesc(Long customerId);
}
