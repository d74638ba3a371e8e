package com.example.filtered;

public class Filtered {
  public static void main(String[] arguments) {
    System.out.println("filtered");
  }
}
