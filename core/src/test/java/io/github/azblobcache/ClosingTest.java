package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private final List<String> closed = new ArrayList<>();

  private AutoCloseable resource(String name) {
    return () -> closed.add(name);
  }

  @Test
  void eachIsClosedAndNoFailureIsLost() {
    Exception first = new IllegalArgumentException("first");
    NoClassDefFoundError second = new NoClassDefFoundError("second");
    AutoCloseable failing =
        () -> {
          throw first;
        };
    AutoCloseable lacking =
        () -> {
          throw second;
        };
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> Closing.all(Arrays.asList(resource("a"), failing, null, lacking, resource("b"))));
    assertEquals(List.of("a", "b"), closed);
    assertSame(first, e.getCause());
    assertArrayEquals(new Throwable[] {second}, first.getSuppressed());
  }

  @Test
  void anErrorKeepsNothingOpen() {
    OutOfMemoryError error = new OutOfMemoryError();
    AutoCloseable failing =
        () -> {
          throw error;
        };
    assertSame(
        error,
        assertThrows(
            OutOfMemoryError.class, () -> Closing.all(List.of(failing, resource("password")))));
    assertEquals(List.of("password"), closed);
  }

  @Test
  void withoutAFailureNothingIsThrown() {
    Closing.all(List.of(resource("a"), resource("b")));
    assertEquals(List.of("a", "b"), closed);
  }
}
