package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What other code may use of the core is what {@code src/test/resources/public-api.txt} has: nobody
 * changes it without seeing it.
 */
class PublicApiTest {

  private static final Path WRITTEN = Path.of("src", "test", "resources", "public-api.txt");
  private static final Path CLASSES = Path.of("target", "classes");

  private static final String ROOT = "io.github.azblobcache.";

  /** Packages, and classes, that are public for their neighbours and not for users. */
  private static final Set<String> INTERNAL =
      Set.of(
          ROOT + "concurrent",
          ROOT + "manifest.entries.GoTime",
          ROOT + "settings.syntax.Attributes",
          ROOT + "settings.syntax.CacheKey",
          ROOT + "settings.syntax.StoreType",
          ROOT + "settings.syntax.StoreTypes",
          ROOT + "settings.syntax.DescriptionParser",
          ROOT + "settings.syntax.Redacted",
          ROOT + "settings.values.GoBoolean",
          ROOT + "settings.values.NearestWord",
          ROOT + "settings.values.Placeholder",
          ROOT + "settings.values.UnreplacedPlaceholderException",
          ROOT + "store.azure.AzblobType",
          ROOT + "store.azure.answers",
          ROOT + "store.azure.config.AzblobKeys",
          ROOT + "store.azure.config.AzureLocations",
          ROOT + "store.azure.login",
          ROOT + "store.azure.rest",
          ROOT + "store.azure.rest.http",
          ROOT + "store.azure.sdk",
          ROOT + "store.azure.shared",
          ROOT + "store.azure.silent",
          ROOT + "store.directory.LocalType",
          ROOT + "store.types",
          ROOT + "transfer.export.LayerExporter",
          ROOT + "transfer.fetch.LayerDownload",
          ROOT + "transfer.fetch.LayerImporter",
          ROOT + "transfer.fetch.SourceFailures",
          ROOT + "transfer.fetch.Staging",
          ROOT + "transfer.shared.BlobRef",
          ROOT + "transfer.shared.CacheSource",
          ROOT + "transfer.shared.SeenBlobs",
          ROOT + "transfer.shared.Sources");

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

  private static String publicApi() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .map(PublicApiTest::load)
          .filter(type -> !INTERNAL.contains(type.getPackageName()))
          .filter(type -> !INTERNAL.contains(type.getName().replaceAll("\\$.*", "")))
          .filter(PublicApiTest::isVisible)
          .map(PublicApiTest::describe)
          .sorted()
          .collect(Collectors.joining());
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
