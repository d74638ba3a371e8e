package com.example.extra;

public class Extra {
  public static void main(String[] arguments) {
    System.out.println("extra");
  }
}
