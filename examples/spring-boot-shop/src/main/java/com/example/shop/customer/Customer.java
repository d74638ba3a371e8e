package com.example.shop.customer;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Somebody who has an account. */
@Entity
@Table(name = "customers")
public class Customer extends BaseEntity {

  @Column(nullable = false)
  private String email;

  @Column(nullable = false)
  private String givenName;

  @Column(nullable = false)
  private String familyName;

  @Column(nullable = false)
  private boolean newsletter;

  /** For JPA. */
  protected Customer() {}

  public Customer(String email, String givenName, String familyName, boolean newsletter) {
    update(email, givenName, familyName, newsletter);
  }

  public void update(String email, String givenName, String familyName, boolean newsletter) {
    this.email = email;
    this.givenName = givenName;
    this.familyName = familyName;
    this.newsletter = newsletter;
  }

  /** Both names, as letters are addressed. */
  public String fullName() {
    return givenName + " " + familyName;
  }

  public String getEmail() {
    return email;
  }

  public String getGivenName() {
    return givenName;
  }

  public String getFamilyName() {
    return familyName;
  }

  public boolean isNewsletter() {
    return newsletter;
  }
}
