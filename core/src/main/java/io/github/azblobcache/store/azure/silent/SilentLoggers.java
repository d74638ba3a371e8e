package io.github.azblobcache.store.azure.silent;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What {@link SilentClassLoader} gives to libraries as {@code org.slf4j.LoggerFactory}: loggers of
 * which no level is on. Public because those libraries are in other packages; not for any other
 * use.
 *
 * <p>Not SLF4J's own silent logger: where the Azure SDK sees that one, it writes to standard output
 * instead (docs/behaviour.md, "silent loggers").
 */
public final class SilentLoggers implements InvocationHandler {

  private final String name;

  private SilentLoggers(String name) {
    this.name = name;
  }

  /** A silent logger. */
  public static Logger getLogger(String name) {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, new SilentLoggers(name));
  }

  /** A silent logger. */
  public static Logger getLogger(Class<?> type) {
    return getLogger(type.getName());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "getName", "toString" -> name;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      default -> method.getReturnType() == boolean.class ? false : null;
    };
  }
}
