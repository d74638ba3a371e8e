package com.example.shop.customer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What a client says of an address. */
public record AddressRequest(
    @NotNull Long customerId,
    @NotBlank String street,
    @NotBlank @Size(max = 12) String postalCode,
    @NotBlank String city,
    @NotBlank @Size(min = 2, max = 2) String country) {

  Address toEntity() {
    return new Address(customerId, street, postalCode, city, country);
  }

  void applyTo(Address address) {
    address.update(customerId, street, postalCode, city, country);
  }
}
