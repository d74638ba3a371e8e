package com.example.packaged;

public class Packaged {
  public static void main(String[] arguments) {
    System.out.println("packaged");
  }
}
