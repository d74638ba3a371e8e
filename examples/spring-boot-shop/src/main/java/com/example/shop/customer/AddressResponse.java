package com.example.shop.customer;

/** What a client is told of an address. */
public record AddressResponse(
    Long id, Long customerId, String street, String postalCode, String city, String country) {

  static AddressResponse of(Address address) {
    return new AddressResponse(
        address.getId(),
        address.getCustomerId(),
        address.getStreet(),
        address.getPostalCode(),
        address.getCity(),
        address.getCountry());
  }
}
