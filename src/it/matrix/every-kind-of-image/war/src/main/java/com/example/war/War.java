package com.example.war;

public class War {
  public static void main(String[] arguments) {
    System.out.println("war");
  }
}
