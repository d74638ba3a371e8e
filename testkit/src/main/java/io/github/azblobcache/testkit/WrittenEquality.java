package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds what the compiler would have held: an {@code equals} that is written out depends on every
 * component of its record, and {@code hashCode} on nothing else.
 */
public final class WrittenEquality {

  private static final Path SOURCES = Path.of("src", "main", "java");

  private WrittenEquality() {}

  /**
   * Asserts it for one record.
   *
   * @param one the components of a value
   * @param other those of a value that differs in each of them
   * @param ignored the names of components that have no part in it
   */
  public static void assertHolds(
      Class<? extends Record> type, List<?> one, List<?> other, String... ignored) {
    RecordComponent[] components = type.getRecordComponents();
    Record value = make(type, one);
    assertEquals(value, make(type, one), type.getName());
    assertEquals(value.hashCode(), make(type, one).hashCode(), type.getName());
    for (int i = 0; i < components.length; i++) {
      Object[] changed = one.toArray();
      changed[i] = other.get(i);
      assertNotEquals(one.get(i), changed[i], "The test has one value twice");
      Record differs = make(type, Arrays.asList(changed));
      String component = type.getName() + "." + components[i].getName();
      if (List.of(ignored).contains(components[i].getName())) {
        assertEquals(value, differs, component);
        assertEquals(value.hashCode(), differs.hashCode(), component);
      } else {
        assertNotEquals(value, differs, component);
      }
    }
  }

  /**
   * Asserts that none was forgotten.
   *
   * @param files the names, without {@code .java}, of a module's sources that write an {@code
   *     equals} out
   */
  public static void assertWrittenIn(String... files) {
    assertEquals(new TreeSet<>(List.of(files)), found());
  }

  private static Set<String> found() {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (Files.readString(source).contains("boolean equals(Object ")) {
          found.add(source.getFileName().toString().replace(".java", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertTrue(!found.isEmpty(), "No sources in " + SOURCES.toAbsolutePath());
    return found;
  }

  private static Record make(Class<? extends Record> type, List<?> components) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " of " + components, e);
    }
  }
}
