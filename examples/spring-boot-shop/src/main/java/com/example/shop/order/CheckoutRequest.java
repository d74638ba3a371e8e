package com.example.shop.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;

/**
 * What a customer wants to buy.
 *
 * @param voucher a code, or null
 */
public record CheckoutRequest(
    @NotNull Long customerId,
    @NotNull Long addressId,
    @NotEmpty List<@Valid Item> items,
    String voucher) {

  public record Item(@NotNull Long productId, @Positive int quantity) {}
}
