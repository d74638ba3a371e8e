package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.maven.MavenProjectProperties;
import com.google.cloud.tools.jib.plugins.common.ConfigurationPropertyValidator;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.maven.support.MavenComponents;
import io.github.azblobcache.maven.support.MavenSecrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The run of a Jib goal that this thread is in, and how it is configured: Jib passes that to no
 * extension.
 *
 * @param session Maven's
 * @param project the module that is built
 * @param execution the goal's execution
 * @param evaluator fills in what Maven knows when it configures the goal
 */
record JibRun(
    MavenSession session,
    MavenProject project,
    MojoExecution execution,
    PluginParameterExpressionEvaluator evaluator) {

  /** Which part of Jib's configuration. */
  enum Side {
    /** The base image. */
    FROM,
    /** The image that is built. */
    TO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<String> TO_THIS_MACHINE = Set.of("buildTar", "dockerBuild");

  /** The run; empty if Maven does not know it, as when this thread runs no goal. */
  static Optional<JibRun> current(MavenSession session, MavenProject project) {
    // Maven seeds it into the scope of the goal that it runs.
    Optional<MojoExecution> execution = MavenComponents.find(session, MojoExecution.class);
    return execution.isPresent()
        ? Optional.of(of(session, project, execution.get()))
        : Optional.empty();
  }

  // On the thread that runs the goal: no other thread's session knows the module.
  static JibRun of(MavenSession session, MavenProject project, MojoExecution execution) {
    return new JibRun(
        session, project, execution, new PluginParameterExpressionEvaluator(session, execution));
  }

  /**
   * The platforms that Jib will build: for Docker's daemon it builds the daemon's own alone, or
   * else the first one (docs/behaviour.md, "a daemon's platform").
   *
   * @param planned the platforms of the build plan
   */
  Collection<Platform> built(Collection<Platform> planned) {
    if (planned.size() < 2 || !"dockerBuild".equals(execution.getGoal())) {
      return planned;
    }
    try {
      String daemon = docker().run("info", "--format", "{{.OSType}}/{{.Architecture}}");
      for (Platform platform : planned) {
        if (isNamed(daemon, platform)) {
          return List.of(platform);
        }
      }
      return List.of(planned.iterator().next());
    } catch (IOException e) {
      // Jib itself will say so.
      return planned;
    }
  }

  // The daemon says what uname says.
  private static boolean isNamed(String daemon, Platform platform) {
    String name = daemon.replace("/x86_64", "/amd64").replace("/aarch64", "/arm64");
    return name.equals(platform.getOs() + "/" + platform.getArchitecture());
  }

  /** Whether Jib will read every layer of the base image, even if a registry has it. */
  boolean readsAllBaseLayers() {
    return TO_THIS_MACHINE.contains(execution.getGoal())
        || Boolean.parseBoolean(property("jib.alwaysCacheBaseImage").orElse("false"));
  }

  /** The base image as the user wrote it; empty for Jib's default. */
  Optional<String> baseImage() {
    Optional<String> property = property("jib.from.image");
    return property.isPresent() ? property : configured("from", "image");
  }

  /** How a cache names the module's image. */
  String image() {
    return ImageNames.of(project.getGroupId(), project.getArtifactId());
  }

  /** Docker's client as Jib is configured to use it. */
  DockerProgram docker() {
    Optional<String> variables = property("jib.dockerClient.environment");
    return new DockerProgram(
        property("jib.dockerClient.executable")
            .or(() -> configured("dockerClient", "executable"))
            .orElse("docker"),
        variables.isPresent()
            ? ConfigurationPropertyValidator.parseMapProperty(variables.get())
            : variables("dockerClient", "environment"));
  }

  /** The image that is built as the user wrote it. */
  Optional<String> targetImage() {
    return property("image").or(() -> property("jib.to.image")).or(() -> configured("to", "image"));
  }

  /** The tags that are pushed beside the one of {@link #targetImage}, in no order. */
  List<String> targetTags() {
    Optional<String> property = property("jib.to.tags");
    if (property.isPresent()) {
      return ConfigurationPropertyValidator.parseListProperty(property.get());
    }
    List<String> tags = new ArrayList<>();
    Xpp3Dom node = node("to", "tags");
    if (node != null) {
      for (Xpp3Dom tag : node.getChildren()) {
        evaluated(tag).ifPresent(tags::add);
      }
    }
    return tags;
  }

  /** Whether Jib, and Maven, may use no network. */
  boolean isOffline() {
    return session.isOffline();
  }

  /** Whether registries over plain http are allowed. */
  boolean allowsInsecureRegistries() {
    return Boolean.parseBoolean(configured("allowInsecureRegistries").orElse("false"));
  }

  /** The login that is written for a registry; empty if one of its two parts is missing. */
  Optional<Credential> login(Side side) {
    return login(
            property("jib." + side + ".auth.username"), property("jib." + side + ".auth.password"))
        .or(
            () ->
                login(
                    configured(side.toString(), "auth", "username"),
                    configured(side.toString(), "auth", "password")));
  }

  private static Optional<Credential> login(Optional<String> username, Optional<String> password) {
    return username.isPresent() && password.isPresent()
        ? Optional.of(Credential.from(username.get(), password.get()))
        : Optional.empty();
  }

  /** The login that Maven's settings have for a registry, with its port or without. */
  Optional<Credential> serverLogin(String registry) {
    Server server = session.getSettings().getServer(registry);
    int port = registry.lastIndexOf(':');
    if (server == null && port >= 0) {
      server = session.getSettings().getServer(registry.substring(0, port));
    }
    if (server == null) {
      return Optional.empty();
    }
    Server decrypted = new MavenSecrets(session).decrypted(server);
    return login(
        Optional.ofNullable(decrypted.getUsername()), Optional.ofNullable(decrypted.getPassword()));
  }

  /** The credential helper that is configured for a registry. */
  Optional<String> credentialHelper(Side side) {
    return property("jib." + side + ".credHelper")
        .or(() -> configured(side.toString(), "credHelper", "helper"))
        .or(() -> configured(side.toString(), "credHelper"));
  }

  /** What a credential helper finds in its environment, beside Maven's own. */
  Map<String, String> credentialHelperEnvironment(Side side) {
    return variables(side.toString(), "credHelper", "environment");
  }

  private Optional<String> property(String name) {
    return Optional.ofNullable(MavenProjectProperties.getProperty(name, project, session))
        .filter(value -> !value.isEmpty());
  }

  private Optional<String> configured(String... path) {
    Xpp3Dom node = node(path);
    return node == null ? Optional.empty() : evaluated(node);
  }

  private Map<String, String> variables(String... path) {
    Map<String, String> variables = new HashMap<>();
    Xpp3Dom node = node(path);
    if (node != null) {
      for (Xpp3Dom variable : node.getChildren()) {
        variables.put(variable.getName(), evaluated(variable).orElse(""));
      }
    }
    return variables;
  }

  private @Nullable Xpp3Dom node(String... path) {
    Xpp3Dom node = execution.getConfiguration();
    for (String name : path) {
      node = node == null ? null : node.getChild(name);
    }
    return node;
  }

  // Maven fills in what it knows now, as when it configures the goal: the POM was read before
  // other goals have set properties.
  private Optional<String> evaluated(Xpp3Dom node) {
    try {
      Object value = evaluator.evaluate(node.getValue());
      if (value == null) {
        value = evaluator.evaluate(node.getAttribute("default-value"));
      }
      return Optional.ofNullable(value)
          .map(it -> it.toString().strip())
          .filter(it -> !it.isEmpty());
    } catch (ExpressionEvaluationException e) {
      return Optional.empty();
    }
  }
}
