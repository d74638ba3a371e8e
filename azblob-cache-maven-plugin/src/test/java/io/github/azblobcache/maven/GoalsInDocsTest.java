package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.maven.Descriptor.Goal;
import io.github.azblobcache.maven.Descriptor.GoalParameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** The documents and the help say of the goals what the descriptor says, which Maven goes by. */
class GoalsInDocsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs").resolve("goals.md");

  private final Descriptor descriptor = descriptor();

  @Test
  void thePageOfTheGoalsIsWhatTheCodeSays() throws IOException {
    String page = page();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        Files.readString(PAGE),
        page,
        "docs/goals.md is not what the goals' Javadoc says. Write it anew with: ./mvnw -pl"
            + " azblob-cache-maven-plugin -am test -Dtest=GoalsInDocsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true");
  }

  @Test
  void theTableOfGoalsInTheReadmeHasThemAll() throws IOException {
    Set<String> written =
        matches("(?m)^\\| `azblob-cache:([a-z]+)`", Files.readString(ROOT.resolve("README.md")));
    assertEquals(
        descriptor.goals().stream().map(Goal::name).collect(Collectors.toCollection(TreeSet::new)),
        written);
  }

  @Test
  void noDocumentNamesAPropertyThatNoGoalHas() throws IOException {
    Set<String> known = new TreeSet<>();
    parameters().map(GoalParameter::property).forEach(known::add);
    for (Path document : documents()) {
      Set<String> named = matches("-D(azblob-cache\\.[A-Za-z]+)", Files.readString(document));
      named.removeAll(known);
      assertEquals(Set.of(), named, document.toString());
    }
  }

  @Test
  void rowsWithAPropertyAndAnElementNameThoseOfOneParameter() throws IOException {
    Map<String, String> elements = new TreeMap<>();
    parameters().forEach(it -> elements.put(it.property(), it.name()));
    Pattern row = Pattern.compile("(?m)^\\|.*`-D(azblob-cache\\.\\w+)=?`[^|]*\\| `<(\\w+)>` \\|");
    List<String> written = new ArrayList<>();
    for (Path document : documents()) {
      row.matcher(Files.readString(document))
          .results()
          .forEach(
              match -> {
                written.add(match.group(1));
                assertEquals(elements.get(match.group(1)), match.group(2), document.toString());
              });
    }
    assertEquals(
        ofAllGoals().stream()
            .map(GoalParameter::property)
            .filter(it -> !written.contains(it))
            .toList(),
        List.of(),
        "No table of the settings has these");
  }

  @Test
  void noDocumentNamesAGoalThatThereIsNot() throws IOException {
    Set<String> known = descriptor.goals().stream().map(Goal::name).collect(Collectors.toSet());
    for (Path document : documents()) {
      Set<String> named = matches("azblob-cache:([a-z]+)", Files.readString(document));
      named.removeAll(known);
      assertEquals(Set.of(), named, document.toString());
    }
  }

  @Test
  void theHelpHasEveryGoalAndEveryParameter() throws Exception {
    String help = help();
    for (Goal goal : descriptor.goals()) {
      assertTrue(help.contains("azblob-cache:" + goal.name()), goal.name());
    }
    parameters()
        .forEach(
            parameter -> {
              assertTrue(help.contains("    " + parameter.name()), parameter.name());
              assertTrue(help.contains("User property: " + parameter.property()), help);
            });
  }

  @Test
  void everyGoalAndParameterIsDescribedAndNamedAlike() {
    descriptor.goals().forEach(goal -> assertTrue(goal.description().length() > 20, goal.name()));
    parameters()
        .forEach(
            parameter -> {
              assertTrue(parameter.description().length() > 15, parameter.name());
              assertTrue(parameter.property().startsWith("azblob-cache."), parameter.name());
            });
  }

  private Stream<GoalParameter> parameters() {
    return descriptor.goals().stream()
        .filter(goal -> !goal.name().equals("help"))
        .flatMap(goal -> goal.parameters().stream());
  }

  private String page() {
    List<GoalParameter> ofAll = ofAllGoals();
    StringBuilder page = new StringBuilder();
    page.append("# Goals\n\nThis page is made from the code; `mvn azblob-cache:help -Ddetail`");
    page.append(" says the same.\n");
    for (Goal goal : descriptor.goals()) {
      page.append("\n## azblob-cache:").append(goal.name()).append("\n\n");
      page.append(markdown(goal.description()));
      page.append(goal.needsProject() ? "\n" : "\n\nNeeds no project.\n");
      table(page, goal.parameters().stream().filter(it -> !ofAll.contains(it)).toList());
    }
    page.append("\n## What all these goals have\n\nBuilds have these too, and read them in the");
    page.append(" same places. `help` has none of them.\n");
    table(page, ofAll);
    return page.toString();
  }

  private List<GoalParameter> ofAllGoals() {
    List<Goal> goals =
        descriptor.goals().stream().filter(goal -> !goal.name().equals("help")).toList();
    return goals.get(0).parameters().stream()
        .filter(it -> goals.stream().allMatch(goal -> goal.parameters().contains(it)))
        .toList();
  }

  private static void table(StringBuilder page, List<GoalParameter> parameters) {
    if (!parameters.isEmpty()) {
      page.append("\n| parameter | property | default | |\n|---|---|---|---|\n");
      parameters.forEach(parameter -> page.append(row(parameter)));
    }
  }

  private static String row(GoalParameter parameter) {
    String value =
        parameter.defaultValue().isEmpty() ? " " : " `" + parameter.defaultValue() + "` ";
    return "| `<"
        + parameter.name()
        + ">` | `-D"
        + parameter.property()
        + "` |"
        + value
        + "| "
        + markdown(parameter.description())
        + " |\n";
  }

  /** Maven's plugin tools have made text of the Javadoc's HTML. */
  private static String markdown(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*{}\\[\\]<>|])", "\\\\$1").strip();
  }

  private static String help() throws ReflectiveOperationException, MojoExecutionException {
    HelpMojo help = new HelpMojo();
    Map<String, Object> values = Map.of("detail", true, "lineLength", 300, "indentSize", 2);
    for (Map.Entry<String, Object> value : values.entrySet()) {
      Field field = HelpMojo.class.getDeclaredField(value.getKey());
      field.setAccessible(true);
      field.set(help, value.getValue());
    }
    StringBuilder text = new StringBuilder();
    help.setLog(
        new SystemStreamLog() {
          @Override
          public void info(CharSequence content) {
            text.append(content);
          }
        });
    help.execute();
    return text.toString();
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    for (String name : List.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(ROOT.resolve(name));
    }
    return documents;
  }

  private static Set<String> matches(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Descriptor descriptor() {
    try {
      return Descriptor.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
