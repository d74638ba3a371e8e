package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.MavenRuns;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all builds of one run of the benchmark have in common. Close it. */
final class Lab implements AutoCloseable {

  /** The same for every Maven that is measured, so that none profits from a flag. */
  static final String JVM_OPTIONS = "-Xmx1g";

  private static final Set<String> NOT_CHECKED_OUT = Set.of("target");

  private final Path project;
  private final Path ownRepository;
  private final Path usersRepository;
  private final Path work;
  private final MavenRuns maven;
  private final String mavenVersion;
  private final List<Edition> editions;
  private Azurite azurite;
  private Optional<ReadyMemory> memory = Optional.empty();
  private final DockerRegistry registry;
  private int checkouts;

  private Lab(Path project, Path ownRepository, Path usersRepository, List<Edition> editions)
      throws IOException {
    this.project = project;
    this.ownRepository = ownRepository;
    this.usersRepository = usersRepository;
    this.editions = List.copyOf(editions);
    this.work = project.resolve("benchmarks/target/work");
    FileTrees.delete(work);
    Files.createDirectories(work);
    this.mavenVersion = Versions.maven(project);
    this.maven = MavenRuns.withVersion(mavenVersion);
    this.azurite = Azurite.start();
    this.registry = DockerRegistry.start();
  }

  /**
   * Starts the servers.
   *
   * @param project the folder of azblob-cache
   * @param ownRepository where it is installed
   * @param usersRepository where all else is
   * @param editions what is measured, and then what it is compared with
   */
  static Lab open(Path project, Path ownRepository, Path usersRepository, List<Edition> editions)
      throws IOException {
    return new Lab(project, ownRepository, usersRepository, editions);
  }

  MavenRuns maven() {
    return maven;
  }

  String mavenVersion() {
    return mavenVersion;
  }

  /** The store, for the row that is measured. */
  Azurite azurite() {
    return azurite;
  }

  /**
   * Gives the next row a store that holds nothing: Azurite keeps in memory what the rows before
   * have left.
   */
  void renewStore() {
    azurite.close();
    azurite = Azurite.start();
  }

  /** Gives this row's builds, and all that follow, {@link ReadyMemory}. */
  void makeMemoryReady() throws IOException {
    if (memory.isEmpty()) {
      memory = Optional.of(ReadyMemory.make());
    }
  }

  /** Where the documentation is. */
  Path project() {
    return project;
  }

  Path ownRepository() {
    return ownRepository;
  }

  Path usersRepository() {
    return usersRepository;
  }

  /** A folder for what is kept during the whole run. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(work.resolve(name));
  }

  /** The name of an image in the registry. */
  String image(String name) {
    return registry.address() + "/" + name + ":1";
  }

  /** Where the registry is. */
  URI registryUrl() {
    return URI.create("http://" + registry.address() + "/");
  }

  /** Arguments that every build needs: where artifacts are, and a registry without TLS. */
  List<String> arguments() {
    return List.of(
        "-B",
        "-Dmaven.repo.local=" + ownRepository,
        "-Dmaven.repo.local.tail=" + usersRepository,
        "-Djib.allowInsecureRegistries=true",
        "-DsendCredentialsOverHttp=true");
  }

  /** Arguments that put our plugin into a build. */
  static List<String> withPlugin(List<String> cache) {
    return Edition.OWN.with(cache);
  }

  /** What is measured, and then what it is compared with, if anything. */
  List<Edition> editions() {
    return editions;
  }

  /**
   * A new runner: a copy of a project as a fresh checkout gives it, at a path that no other has,
   * and nothing on the machine besides.
   *
   * @param sources the project; {@code target} is not copied
   */
  Checkout checkOut(Path sources) throws IOException {
    checkouts++;
    Path place = folder("runners").resolve("runner-" + checkouts);
    Path copy = Files.createDirectories(place).resolve("checkout");
    FileTrees.checkOut(sources, copy, NOT_CHECKED_OUT);
    return new Checkout(this, copy, Files.createDirectories(place.resolve("machine")));
  }

  /** The same, with the classes that were compiled in the project, but no image built. */
  Checkout checkOutCompiled(Path sources) throws IOException {
    Checkout checkout = checkOut(sources);
    for (Path module : Reactor.modules(sources)) {
      Path classes = module.resolve("target/classes");
      Path copy = checkout.folder().resolve(sources.relativize(classes));
      if (Files.isDirectory(classes)) {
        FileTrees.checkOut(classes, Files.createDirectories(copy), Set.of());
      }
    }
    return checkout;
  }

  @Override
  public void close() throws IOException {
    registry.close();
    azurite.close();
    if (memory.isPresent()) {
      memory.get().close();
    }
  }
}
