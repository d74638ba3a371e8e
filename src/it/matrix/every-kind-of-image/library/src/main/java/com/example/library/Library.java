package com.example.library;

public class Library {
  public static void main(String[] arguments) {
    System.out.println("library");
  }
}
