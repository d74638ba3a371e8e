package com.example.shop.customer;

/** What a client is told of a customer. */
public record CustomerResponse(
    Long id, String email, String givenName, String familyName, boolean newsletter) {

  static CustomerResponse of(Customer customer) {
    return new CustomerResponse(
        customer.getId(),
        customer.getEmail(),
        customer.getGivenName(),
        customer.getFamilyName(),
        customer.isNewsletter());
  }
}
