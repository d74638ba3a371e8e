package com.example.shop.customer;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface AddressRepository extends JpaRepository<Address, Long> {

  List<Address> findByCustomerId(Long customerId);
}
