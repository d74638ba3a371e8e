package com.example.shop.inventory;

/** More of a product was wanted than there is. */
public class OutOfStockException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutOfStockException(Long productId, int wanted, int available) {
    super("Product " + productId + ": " + wanted + " wanted, " + available + " available");
  }
}
