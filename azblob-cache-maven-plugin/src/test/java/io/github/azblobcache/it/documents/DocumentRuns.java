package io.github.azblobcache.it.documents;

import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.MavenRun;
import io.github.azblobcache.testkit.NamedAccount;
import io.github.azblobcache.testkit.RealParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs what the documents tell users to type, as it stands there: the storage account that they
 * name is on this machine under that name.
 */
public final class DocumentRuns implements AutoCloseable {

  /** The scenarios that {@link #run} knows. */
  static final List<Scenario> SCENARIOS =
      List.of(Scenario.GOALS, Scenario.SECTION, Scenario.CREDENTIALS, Scenario.WORKFLOW);

  private static final String ACCOUNT = "acct";
  private static final String BUILD = "mvn clean package jib:buildTar";
  private static final Pattern LINE =
      Pattern.compile("Layer cache: \\S+: (\\d+) of (\\d+) layers from the cache .*, (\\d+) built");

  /**
   * One that is not meant to be there: a document tells to prune without a grace period, and how
   * slow this machine is to sign in is not what is tested.
   */
  private static final String WARNING =
      "(?s).*\\[WARNING] Layer cache: (?!a grace period|Signing in for \\S+ took ).*";

  /** What a goal prints when it has done what it is for. */
  private static final Map<String, String> DONE =
      Map.of(
          "prune", "Total:",
          "du", "com.example:application",
          "history", "com.example:application, 1 build",
          "verify", "0 damaged",
          "help", "azblob-cache:prune");

  private final Documents documents;
  private final Path sources;
  private final NamedAccount account;
  private final UserMachine machine;
  private final Map<String, String> environment;
  private boolean filled;

  /**
   * Starts what they need. Close it.
   *
   * @param script the variables that the invoker gives to the script
   */
  public DocumentRuns(Map<String, Object> script) throws IOException {
    Path root = Path.of(script.get("examples").toString()).getParent();
    Path test = ((File) script.get("basedir")).toPath();
    Path work = test.getParent().resolveSibling("it-runners").resolve(test.getFileName());
    documents = new Documents(root);
    sources = root.resolve("src/it/documented-commands/application");
    environment = Map.of("REGISTRY", DockerRegistry.shared().address());
    account =
        NamedAccount.start(
            ACCOUNT, Azurite.shared().accountKey(), Files.createDirectories(work.resolve(ACCOUNT)));
    machine =
        UserMachine.make(
            work.resolve("machine"),
            Path.of(script.get("mavenHome").toString()),
            ((File) script.get("localRepositoryPath")).toPath(),
            Path.of(script.get("itSettings").toString()),
            account);
  }

  /**
   * Whether this machine has what they need.
   *
   * @throws Exception if it lacks something, on a CI runner
   */
  public static boolean canRunHere() throws Exception {
    try {
      RealParts.require(DockerRegistry::shared);
      RealParts.require(NamedAccount::requirePort);
      return true;
    } catch (org.opentest4j.TestAbortedException e) {
      System.out.println(e.getMessage());
      return false;
    }
  }

  /**
   * Runs all snippets of a scenario.
   *
   * @param scenario the name of one
   * @throws AssertionError with what was printed, if one does not do what it is there for
   */
  public void run(String scenario) throws IOException {
    switch (Scenario.valueOf(scenario)) {
      case GOALS -> goals();
      case SECTION -> sections();
      case CREDENTIALS -> credentials();
      case WORKFLOW -> workflows();
      default -> throw new IllegalArgumentException(scenario);
    }
  }

  private void goals() throws IOException {
    Application application = withPlugin("goals");
    LinkedHashSet<String> commands = new LinkedHashSet<>();
    for (Snippet snippet : documents.snippets(Scenario.GOALS)) {
      commands.addAll(snippet.commands());
    }
    for (String command : commands) {
      fill();
      boolean anywhere = command.contains("io.github.azblobcache:");
      Path where = anywhere ? machine.newFolder("no-project") : application.folder();
      Map<String, String> all = new LinkedHashMap<>(environment);
      all.putAll(exported());
      String output = run(where, all, command);
      DONE.forEach(
          (goal, done) -> {
            if (command.matches(".*azblob-cache(-maven-plugin)?(:[^: ]+)?:" + goal + "( .*)?")
                && !command.contains("json")) {
              require(output.contains(done), command, output);
            }
          });
      filled &= !command.contains("azblob-cache.all");
    }
  }

  private void sections() throws IOException {
    Map<String, List<Snippet>> sections = new LinkedHashMap<>();
    for (Snippet snippet : documents.snippets(Scenario.SECTION)) {
      sections
          .computeIfAbsent(snippet.document() + " " + snippet.heading(), it -> new ArrayList<>())
          .add(snippet);
    }
    for (List<Snippet> section : sections.values()) {
      if (section.get(0).document().startsWith("examples")) {
        examples(section);
      } else {
        fill();
        section(section);
      }
    }
  }

  /** The page about the examples is about their own folders: each is built on two runners. */
  private void examples(List<Snippet> section) throws IOException {
    Application example =
        Application.checkOut(
            documents.root().resolve("examples/hello-reactor"), machine.newFolder("example"));
    for (Snippet snippet : section) {
      for (String command : snippet.commands()) {
        machine.download(example.folder(), environment, command + " -q -Dazblob-cache.skip");
        forget(example);
        run(example.folder(), environment, command);
        forget(example);
        requireAllFromTheCache(command, run(example.folder(), environment, command));
      }
    }
  }

  private void credentials() throws IOException {
    String settings = machine.settings();
    machine.signature(account.signature("buildkit-cache", "rcwdl"));
    for (Snippet snippet : documents.snippets(Scenario.CREDENTIALS)) {
      if (Application.isSettings(snippet)) {
        String servers = snippet.text().replaceAll("(?s).*(<servers>.*</servers>).*", "$1");
        machine.settings(
            settings.replace(
                "<profiles>",
                servers.replaceAll(">the account key[^<]*<", ">" + account.key() + "<")
                    + "<profiles>"));
      } else {
        fill();
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("KEY", account.key());
        all.put("SAS", account.signature("buildkit-cache", "rcwdl"));
        // Each variable is exported, as a CI service does with those of a job.
        String script = "set -a\n" + snippet.text() + "\nset +a\n" + BUILD;
        String output = run(withPlugin("credentials").folder(), all, script);
        boolean imports = snippet.text().contains("AZBLOB_CACHE_FROM");
        boolean local = snippet.text().contains("release-2");
        if (imports && !local) {
          requireAllFromTheCache(script, output);
        } else {
          require(LINE.matcher(output).find(), script, output);
        }
      }
    }
    machine.settings(settings);
  }

  private void workflows() throws IOException {
    for (Snippet snippet : documents.snippets(Scenario.WORKFLOW)) {
      for (Workflow.Job job : Workflow.jobs(snippet)) {
        fill();
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(job.environment());
        // Where the page's snippet begins with the login, its job is the one above.
        all.putIfAbsent("AZBLOB_CACHE_FROM", exported().get("AZBLOB_CACHE_FROM"));
        all.replaceAll((name, value) -> value.replace(Workflow.SECRET, account.key()));
        Path folder = withPlugin("workflow").folder();
        String output = run(folder, all, job.script());
        requireAllFromTheCache(snippet.place() + "\n" + job.script(), output);
      }
    }
  }

  private void section(List<Snippet> section) throws IOException {
    boolean configures = section.stream().anyMatch(it -> it.text().contains("azblob-cache-"));
    Application application = configures ? checkOut("section") : withPlugin("section");
    List<String> commands = new ArrayList<>();
    for (Snippet snippet : section) {
      if (snippet.language().equals("xml")) {
        application.add(snippet);
      } else {
        commands.addAll(snippet.commands());
      }
    }
    if (commands.isEmpty()) {
      commands.add(BUILD);
    }
    download(application);
    Map<String, String> all = new LinkedHashMap<>(environment);
    if (section.stream().anyMatch(it -> it.text().contains("<name>env."))) {
      passesWithoutThePlugin(application, commands);
      all.putAll(exported());
    }
    for (String command : commands) {
      requireAllFromTheCache(command, run(application.folder(), all, command));
      forget(application);
    }
  }

  /** Where no variable turns it on, the plugin need not be there. */
  private void passesWithoutThePlugin(Application application, List<String> commands)
      throws IOException {
    machine.uninstall();
    for (String command : commands) {
      run(application.folder(), environment, command + " -o");
      forget(application);
    }
    machine.install();
  }

  /** Has the cache filled, by the README's first build. */
  private void fill() throws IOException {
    if (!filled) {
      Map<String, String> all = new LinkedHashMap<>(environment);
      all.putAll(exported());
      Application application = withPlugin("fill");
      download(application);
      run(application.folder(), all, BUILD);
      filled = true;
    }
  }

  private void download(Application application) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("JIB_PHASE", "none");
    machine.download(application.folder(), all, BUILD + " -q -Dazblob-cache.skip");
    forget(application);
  }

  /** Takes away what a build has left, Jib's cache of layers with it. */
  private static void forget(Application application) throws IOException {
    try (Stream<Path> files = Files.walk(application.folder())) {
      for (Path target : files.filter(file -> file.endsWith("target")).toList()) {
        FileTrees.delete(target);
      }
    }
  }

  /** What the README tells to export in CI. */
  private Map<String, String> exported() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Snippet snippet : documents.snippets(Scenario.CREDENTIALS)) {
      if (snippet.document().equals(Path.of("README.md"))) {
        Matcher matcher = Pattern.compile("export (\\w+)='([^']+)'").matcher(snippet.text());
        while (matcher.find()) {
          variables.put(matcher.group(1), matcher.group(2));
        }
      }
    }
    return variables;
  }

  private Application withPlugin(String name) throws IOException {
    Application application = checkOut(name);
    for (Snippet snippet : documents.snippets(Scenario.FIRST_USE)) {
      if (snippet.language().equals("xml")) {
        application.add(snippet);
      }
    }
    return application;
  }

  private Application checkOut(String name) throws IOException {
    return Application.checkOut(sources, machine.newFolder(name));
  }

  private String run(Path where, Map<String, String> variables, String command) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(variables);
    boolean bound = command.contains("package") && !command.contains("jib:");
    all.put("JIB_PHASE", bound ? "package" : "none");
    System.out.println("$ " + command);
    MavenRun run = machine.shell(where, all, command);
    require(run.exitCode() == 0, command, run.output());
    require(!run.output().matches(WARNING), command, run.output());
    return run.output();
  }

  private static void requireAllFromTheCache(String command, String output) {
    Matcher line = LINE.matcher(output);
    require(line.find(), command, output);
    do {
      require(line.group(1).equals(line.group(2)), command, output);
    } while (line.find());
  }

  private static void require(boolean holds, String command, String output) {
    if (!holds) {
      throw new AssertionError("$ " + command + "\n" + output);
    }
  }

  @Override
  public void close() {
    account.close();
  }
}
