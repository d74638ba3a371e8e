package com.example.hello;

import org.slf4j.LoggerFactory;

public final class Hello {

  private Hello() {}

  public static void main(String[] args) {
    LoggerFactory.getLogger(Hello.class).info(to("world"));
  }

  public static String to(String name) {
    return "Hello, " + name;
  }
}
