package com.example.shop.customer;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Where a customer has things sent. */
@Entity
@Table(name = "addresses")
public class Address extends BaseEntity {

  @Column(nullable = false)
  private Long customerId;

  @Column(nullable = false)
  private String street;

  @Column(nullable = false)
  private String postalCode;

  @Column(nullable = false)
  private String city;

  @Column(nullable = false)
  private String country;

  /** For JPA. */
  protected Address() {}

  public Address(Long customerId, String street, String postalCode, String city, String country) {
    update(customerId, street, postalCode, city, country);
  }

  public void update(
      Long customerId, String street, String postalCode, String city, String country) {
    this.customerId = customerId;
    this.street = street;
    this.postalCode = postalCode;
    this.city = city;
    this.country = country;
  }

  public Long getCustomerId() {
    return customerId;
  }

  public String getStreet() {
    return street;
  }

  public String getPostalCode() {
    return postalCode;
  }

  public String getCity() {
    return city;
  }

  public String getCountry() {
    return country;
  }
}
