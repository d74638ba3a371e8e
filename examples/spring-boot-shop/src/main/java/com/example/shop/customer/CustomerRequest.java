package com.example.shop.customer;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

/** What a client says of a customer. */
public record CustomerRequest(
    @NotBlank @Email String email,
    @NotBlank String givenName,
    @NotBlank String familyName,
    boolean newsletter) {

  Customer toEntity() {
    return new Customer(email, givenName, familyName, newsletter);
  }

  void applyTo(Customer customer) {
    customer.update(email, givenName, familyName, newsletter);
  }
}
