package com.example.snapshot;

public class Snapshot {
  public static void main(String[] arguments) {
    System.out.println("snapshot");
  }
}
