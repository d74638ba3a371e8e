package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public face of the core: what {@code src/test/resources/public-api.txt} has, and nobody
 * changes it without seeing it. All other packages are internal, though their classes are public
 * for each other.
 */
class PublicApiTest {

  private static final Path WRITTEN = Path.of("src", "test", "resources", "public-api.txt");
  private static final Path CLASSES = Path.of("target", "classes");

  private static final String ROOT = "io.github.azblobcache.";
  private static final Set<String> FACE = Set.of(ROOT + "api", ROOT + "oci", ROOT + "store.errors");
  private static final int MOST_TYPES = 25;

  /** A type of ours in a description: its package, and the rest of its name. */
  private static final Pattern OURS =
      Pattern.compile("(io[.]github[.]azblobcache[a-z.]*)[.][A-Z][A-Za-z$]*");

  private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

  @Test
  void isAsWritten() throws IOException {
    String now = publicApi();
    if (Boolean.getBoolean("api.write")) {
      Files.writeString(WRITTEN, now);
    }
    assertEquals(
        Files.readString(WRITTEN),
        now,
        "The core's public face is not as public-api.txt says. If the change is meant, write the"
            + " file anew with: ./mvnw -pl core -am test -Dtest=PublicApiTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true");
  }

  @Test
  void isSmallEnoughToKnow() throws IOException {
    List<Class<?>> face = face();

    assertTrue(face.size() <= MOST_TYPES, () -> face.size() + " types: " + face);
  }

  /** Who uses the face never meets an internal type. */
  @Test
  void namesNoInternalType() throws IOException {
    Set<String> internal = new TreeSet<>();
    Matcher names = OURS.matcher(publicApi());
    while (names.find()) {
      if (!FACE.contains(names.group(1))) {
        internal.add(names.group());
      }
    }

    assertEquals(Set.of(), internal);
  }

  private static String publicApi() throws IOException {
    return face().stream().map(PublicApiTest::describe).sorted().collect(Collectors.joining());
  }

  private static List<Class<?>> face() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .<Class<?>>map(PublicApiTest::load)
          .filter(type -> FACE.contains(type.getPackageName()))
          .filter(PublicApiTest::isVisible)
          .toList();
    }
  }

  private static Class<?> load(Path file) {
    String path = CLASSES.relativize(file).toString();
    String name = path.substring(0, path.length() - ".class".length()).replaceAll("[/\\\\]", ".");
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return !type.isSynthetic()
        && !type.isAnonymousClass()
        && (type.getModifiers() & VISIBLE) != 0
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static String describe(Class<?> type) {
    Stream<String> fields = visible(type.getDeclaredFields()).map(PublicApiTest::field);
    Stream<String> constructors =
        visible(type.getDeclaredConstructors()).map(PublicApiTest::constructor);
    Stream<String> methods = visible(type.getDeclaredMethods()).map(PublicApiTest::method);
    return Stream.concat(fields, Stream.concat(constructors, methods))
        .sorted()
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining("", head(type) + "\n", ""));
  }

  private static <T extends Member> Stream<T> visible(T[] members) {
    return Arrays.stream(members)
        .filter(member -> !member.isSynthetic() && (member.getModifiers() & VISIBLE) != 0);
  }

  private static String head(Class<?> type) {
    String kind =
        type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "";
    return type.getName()
        + " "
        + (kind.isEmpty() ? "class extends " + type.getGenericSuperclass().getTypeName() : kind)
        + list(" implements ", type.getGenericInterfaces());
  }

  private static String field(Field field) {
    return words(field) + field.getGenericType().getTypeName() + " " + field.getName();
  }

  private static String constructor(Constructor<?> constructor) {
    return words(constructor) + "new" + parameters(constructor);
  }

  private static String method(Method method) {
    String type = method.getGenericReturnType().getTypeName();
    return words(method) + type + " " + method.getName() + parameters(method);
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
            .map(Type::getTypeName)
            .collect(Collectors.joining(", ", "(", ")"))
        + list(" throws ", executable.getGenericExceptionTypes());
  }

  private static String list(String before, Type[] types) {
    List<String> names = Arrays.stream(types).map(Type::getTypeName).toList();
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }

  /** What matters to a caller; whether a class is final tells a caller's heirs enough. */
  private static String words(Member member) {
    int modifiers = member.getModifiers();
    return (Modifier.isProtected(modifiers) ? "protected " : "")
        + (Modifier.isStatic(modifiers) ? "static " : "")
        + (Modifier.isAbstract(modifiers) ? "abstract " : "");
  }
}
