package com.example.shop.order;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface OrderLineRepository extends JpaRepository<OrderLine, Long> {

  List<OrderLine> findByOrderId(Long orderId);
}
