package io.github.azblobcache.store.azure.silent;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Runs the Azure SDK with loggers that say nothing.
 *
 * <p>azure-identity and MSAL log the output of helper programs and the answers of authorities,
 * tokens included, and Maven prints it (docs/behaviour.md, "logged tokens"). azure-storage-blob
 * logs failures that it throws, which are the caller's to report (docs/behaviour.md, "logged
 * failures"). There is no switch for that, and a level set in Maven's logging would be set for
 * every plugin, and differently for each logging library. So this loader defines the same classes
 * once more, from the same jars, and beside them an SLF4J whose factory is {@link SilentLoggers}.
 * Nothing outside of this loader changes.
 */
public final class SilentClassLoader extends ClassLoader {

  private static final String FACTORY = "org.slf4j.LoggerFactory";
  private static final String PACKAGE = "io.github.azblobcache.store.azure.";
  private static final String SILENT = SilentLoggers.class.getName();

  private static final List<String> OWN =
      List.of(
          PACKAGE + "login.SdkLogin",
          PACKAGE + "sdk.",
          "com.azure.",
          "com.microsoft.",
          "reactor.",
          "org.reactivestreams.");

  static {
    registerAsParallelCapable();
  }

  /** One for all, because the classes of the SDK are many. */
  private static final class Shared {
    static final SilentClassLoader LOADER =
        new SilentClassLoader(SilentClassLoader.class.getClassLoader());
  }

  private SilentClassLoader(ClassLoader parent) {
    super(parent);
  }

  /**
   * Makes an instance of a class that uses the SDK.
   *
   * @param name the class's name; it has one constructor
   * @param shared the type by which it is used, which must not name a type of the SDK
   * @param arguments for its constructor, neither of types of the SDK
   */
  public static <T> T make(String name, Class<T> shared, Object... arguments) {
    try {
      Constructor<?> constructor = Shared.LOADER.loadClass(name).getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return shared.cast(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LinkageError("The Azure SDK can't be used", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The Azure SDK can't be loaded", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(FACTORY) && !isOwn(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static boolean isOwn(String name) {
    for (String prefix : OWN) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = name.equals(FACTORY) ? renamed(bytes(SILENT), SILENT, FACTORY) : bytes(name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] bytes(String name) throws IOException, ClassNotFoundException {
    try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    }
  }

  /**
   * A class under another name.
   *
   * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">JVM
   *     specification, the constant pool</a>
   */
  private static byte[] renamed(byte[] original, String from, String to) throws IOException {
    DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(original));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1 -> {
          String text = in.readUTF();
          out.writeUTF(text.equals(from.replace('.', '/')) ? to.replace('.', '/') : text);
        }
        case 5, 6 -> {
          out.writeLong(in.readLong());
          i++;
        }
        case 7, 8, 16, 19, 20 -> out.writeShort(in.readShort());
        case 15 -> out.write(in.readNBytes(3));
        default -> out.writeInt(in.readInt());
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }
}
