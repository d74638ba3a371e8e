package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.MavenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Looks into one build whose every layer is a hit: what happens when, which classes are loaded from
 * where, and which methods run. Each in a build of its own, for looking costs time.
 */
final class Profile {

  private static final int TOP = 25;
  private static final Pattern MOMENT =
      Pattern.compile(
          "^(\\d+) \\[.*(Layer cache|--- |Loaded adapters|BUILD|Scanning|Building tar).*");
  private static final Pattern SOURCE = Pattern.compile("source: (?:file:)?(\\S+)");

  private final Situation situation;
  private final FilledStore filled;
  private final Path folder;

  Profile(Lab lab, Projects projects) throws IOException {
    this.situation =
        new Situation(
            lab, projects, projects.shop(), List.of("jib:buildTar"), true, true, new SameImages());
    this.filled = new FilledStore(situation, List.of());
    this.folder = lab.folder("profile");
  }

  void run() throws IOException {
    build("");
    timeline();
    classes();
    methods();
  }

  private MavenRun build(String jvmOptions, String... more) throws IOException {
    Checkout checkout = situation.coldRunner();
    List<String> arguments = situation.arguments(Lab.withPlugin(filled.store().both()));
    arguments.addAll(List.of(more));
    MavenRun run = checkout.build(Lab.JVM_OPTIONS + " " + jvmOptions, situation.goals(), arguments);
    Claim.ALL_FROM_CACHE.check(checkout);
    checkout.delete();
    return run;
  }

  private void timeline() throws IOException {
    MavenRun run = build("-Dorg.slf4j.simpleLogger.showDateTime=true", "-X");
    System.out.println(
        "\nMilliseconds since Maven's logger started; the whole process took "
            + run.took().toMillis()
            + "\n");
    run.output().lines().filter(it -> MOMENT.matcher(it).matches()).forEach(System.out::println);
  }

  private void classes() throws IOException {
    Path log = folder.resolve("classes.log");
    build("-Xlog:class+load:file=" + log);
    Map<String, Integer> sources = new HashMap<>();
    for (String line : Files.readAllLines(log)) {
      Matcher source = SOURCE.matcher(line);
      if (source.find()) {
        String[] path = source.group(1).split("/");
        sources.merge(path[path.length - 1], 1, Integer::sum);
      }
    }
    System.out.println("\nClasses by the jar that they come from\n");
    print(sources);
  }

  private void methods() throws IOException {
    Path recording = folder.resolve("build.jfr");
    build("-XX:StartFlightRecording=settings=profile,filename=" + recording);
    Map<String, Integer> threads = new HashMap<>();
    Map<String, Integer> methods = new HashMap<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        boolean isSample = event.getEventType().getName().equals("jdk.ExecutionSample");
        if (isSample && event.getStackTrace() != null) {
          String thread = event.getThread("sampledThread").getJavaName();
          threads.merge(String.valueOf(thread), 1, Integer::sum);
          methods.merge(thread + "  " + top(event), 1, Integer::sum);
        }
      }
    }
    System.out.println("\nSamples (10 ms each) by thread\n");
    print(threads);
    System.out.println("\nSamples by thread and method; all of it is in " + recording + "\n");
    print(methods);
  }

  private static String top(RecordedEvent event) {
    RecordedFrame frame = event.getStackTrace().getFrames().get(0);
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static void print(Map<String, Integer> counts) {
    try (Stream<Map.Entry<String, Integer>> entries = counts.entrySet().stream()) {
      entries
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(TOP)
          .forEach(it -> System.out.printf("%6d  %s%n", it.getValue(), it.getKey()));
    }
  }
}
