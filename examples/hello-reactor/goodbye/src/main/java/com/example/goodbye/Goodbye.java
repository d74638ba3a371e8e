package com.example.goodbye;

import com.example.hello.Hello;
import org.slf4j.LoggerFactory;

public final class Goodbye {

  private Goodbye() {}

  public static void main(String[] args) {
    LoggerFactory.getLogger(Goodbye.class).info(Hello.to("world") + ", and goodbye");
  }
}
