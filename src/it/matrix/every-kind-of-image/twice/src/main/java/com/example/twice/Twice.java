package com.example.twice;

public class Twice {
  public static void main(String[] arguments) {
    System.out.println("twice");
  }
}
