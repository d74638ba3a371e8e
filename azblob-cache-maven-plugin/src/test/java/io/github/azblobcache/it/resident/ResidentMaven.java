package io.github.azblobcache.it.resident;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Maven that stays: one JVM and one container for many builds, as the Maven daemon has them. What
 * {@code MavenCli} does in each build is done in each build, but for making the container.
 *
 * <p>Runs with the class path of a Maven 3.9, and takes commands from its standard input, a line
 * each: {@code run}, a tab and arguments with tabs between them; {@code interrupt} the build that
 * runs; {@code figures}; {@code dump} and a file. The answer to each begins with its name.
 */
public final class ResidentMaven {

  private static final PrintStream ANSWERS =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private static final List<String> EACH_BUILD =
      List.of("commands", "configure", "toolchains", "populateRequest", "encryption");

  private final Class<?> requestType;
  private final Object world;
  private final Object cli;
  private final String folder;
  private boolean hasContainer;

  private ResidentMaven(String folder) throws ReflectiveOperationException {
    ClassLoader loader = ResidentMaven.class.getClassLoader();
    Class<?> worldType = loader.loadClass("org.codehaus.plexus.classworlds.ClassWorld");
    Class<?> cliType = loader.loadClass("org.apache.maven.cli.MavenCli");
    this.requestType = loader.loadClass("org.apache.maven.cli.CliRequest");
    this.world =
        worldType
            .getConstructor(String.class, ClassLoader.class)
            .newInstance("plexus.core", loader);
    this.cli = cliType.getConstructor(worldType).newInstance(world);
    this.folder = folder;
  }

  /**
   * @param arguments the folder of the project, and the file for what the builds print
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream log =
        new PrintStream(new FileOutputStream(arguments[1]), true, StandardCharsets.UTF_8);
    System.setOut(log);
    System.setErr(log);
    ResidentMaven maven = new ResidentMaven(arguments[0]);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Thread build = new Thread();
    String line = commands.readLine();
    while (line != null) {
      String[] command = line.split("\t");
      if (command[0].equals("run")) {
        build = maven.start(List.of(command).subList(1, command.length));
      } else if (command[0].equals("interrupt")) {
        build.interrupt();
      } else if (command[0].equals("figures")) {
        ANSWERS.println("figures " + Figures.now());
      } else {
        Figures.dump(command[1]);
        ANSWERS.println("dumped");
      }
      line = commands.readLine();
    }
  }

  private Thread start(List<String> arguments) {
    Thread thread = new Thread(() -> ANSWERS.println("exit " + run(arguments)), "build");
    thread.start();
    return thread;
  }

  private int run(List<String> arguments) {
    try {
      return build(arguments);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      return -1;
    } catch (ReflectiveOperationException | IOException e) {
      e.printStackTrace();
      return -2;
    } finally {
      // Maven makes each -D a property of the JVM. It is for the caller to take that back.
      for (String argument : arguments) {
        if (argument.startsWith("-D")) {
          System.clearProperty(argument.substring(2).split("=")[0]);
        }
      }
    }
  }

  private int build(List<String> arguments) throws ReflectiveOperationException, IOException {
    Object request = request(arguments);
    for (String step : List.of("initialize", "cli", "properties", "logging")) {
      step(step, request);
    }
    if (!hasContainer) {
      step("container", request);
      hasContainer = true;
    }
    for (String step : EACH_BUILD) {
      step(step, request);
    }
    return (int) step("execute", request);
  }

  private Object request(List<String> arguments) throws ReflectiveOperationException {
    Constructor<?> constructor = requestType.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object request = constructor.newInstance(arguments.toArray(new String[0]), world);
    Field directory = requestType.getDeclaredField("workingDirectory");
    directory.setAccessible(true);
    directory.set(request, folder);
    return request;
  }

  private Object step(String name, Object request) throws ReflectiveOperationException {
    Method step = cli.getClass().getDeclaredMethod(name, requestType);
    step.setAccessible(true);
    return step.invoke(cli, request);
  }
}
