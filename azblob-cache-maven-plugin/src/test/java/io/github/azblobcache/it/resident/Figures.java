package io.github.azblobcache.it.resident;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** What a JVM holds after a collection, as far as builds can leave something behind in it. */
final class Figures {

  private Figures() {}

  /** One line of {@code name=value}, with tabs between them. */
  static String now() throws InterruptedException {
    awaitEndingThreads();
    for (int i = 0; i < 3; i++) {
      System.gc();
      System.runFinalization();
    }
    Map<String, Object> figures = new TreeMap<>();
    figures.put("threads", threads());
    figures.put("sockets", sockets());
    figures.put("classes", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    figures.put("loaders", loaders());
    figures.put("heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    figures.put("sessions", instances("org.apache.maven.execution.MavenSession"));
    figures.put("state", state());
    List<String> line = new ArrayList<>();
    figures.forEach((name, value) -> line.add(name + "=" + value));
    return String.join("\t", line);
  }

  /** Jib's go on for a while after a build that has failed. */
  private static void awaitEndingThreads() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      boolean isOfABuild = thread.getThreadGroup() == Thread.currentThread().getThreadGroup();
      if (isOfABuild && thread != Thread.currentThread() && left > 0) {
        thread.join(left);
      }
    }
  }

  /** Their names, without the numbers of a pool's threads. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().replaceAll("[0-9]+", "#"))
        .sorted()
        .toList();
  }

  private static long sockets() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(Figures::isSocket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }

  private static long loaders() {
    return diagnosed("vmClassloaderStats").lines().filter(it -> it.startsWith("0x")).count();
  }

  private static long instances(String type) {
    return diagnosed("gcClassHistogram")
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(columns -> columns.length > 3 && columns[3].equals(type))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  private static String diagnosed(String command) {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              command,
              new Object[] {new String[0]},
              new String[] {String[].class.getName()})
          .toString();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that one build can set for all others. */
  private static List<String> state() {
    List<String> state = new ArrayList<>();
    new TreeMap<>(System.getProperties())
        .forEach((name, value) -> state.add(name + "->" + value.toString().hashCode()));
    state.add("authenticator " + Authenticator.getDefault());
    state.add("proxy selector " + ProxySelector.getDefault().getClass());
    state.add("cookies " + CookieHandler.getDefault());
    state.add("responses " + ResponseCache.getDefault());
    state.add("uncaught " + Thread.getDefaultUncaughtExceptionHandler());
    state.add("hooks " + hooks());
    for (Provider provider : Security.getProviders()) {
      state.add("provider " + provider.getName());
    }
    for (Handler handler : LogManager.getLogManager().getLogger("").getHandlers()) {
      state.add("handler " + handler.getClass().getName() + " " + handler.getLevel());
    }
    state.add("level " + LogManager.getLogManager().getLogger("").getLevel());
    return state;
  }

  private static TreeSet<String> hooks() {
    try {
      Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
      field.setAccessible(true);
      TreeSet<String> names = new TreeSet<>();
      for (Object hook : ((Map<?, ?>) field.get(null)).keySet()) {
        names.add(hook.getClass().getName() + "@" + System.identityHashCode(hook));
      }
      return names;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes all that is still referenced. */
  static void dump(String file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
  }
}
