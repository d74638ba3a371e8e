package com.example.shop.common;

/** Something that was asked for by name or number is not there. */
public class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public NotFoundException(String what, Object key) {
    super(what + " " + key + " does not exist");
  }
}
