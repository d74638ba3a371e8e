package com.example.shop.promotion;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface VoucherRepository extends JpaRepository<Voucher, Long> {

  Optional<Voucher> findByCode(String code);
}
