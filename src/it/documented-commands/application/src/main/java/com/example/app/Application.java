package com.example.app;

public class Application {
  public static void main(String[] arguments) {
    System.out.println("Hello");
  }
}
