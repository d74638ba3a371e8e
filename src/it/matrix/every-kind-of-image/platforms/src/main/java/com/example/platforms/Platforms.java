package com.example.platforms;

public class Platforms {
  public static void main(String[] arguments) {
    System.out.println("platforms");
  }
}
