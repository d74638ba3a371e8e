package io.github.azblobcache.it.documents;

/** How a snippet of the documents is tested. */
enum Scenario {
  /**
   * Run in a project set up as its section says: what the section has of a POM, of settings or of
   * extensions is put where it belongs, and then its commands are run.
   */
  SECTION("src/it/documented-commands/verify.groovy"),

  /** Run in a project that has the plugin in its POM. */
  GOALS("src/it/documented-commands/verify.groovy"),

  /** A credential, exported, and then a build. */
  CREDENTIALS("src/it/matrix/documented-credentials/verify.groovy"),

  /** The steps of a CI service's configuration, as that service would run them. */
  WORKFLOW("src/it/matrix/documented-workflows/verify.groovy"),

  /** The README's first steps, from the clone on, with an empty local repository. */
  FIRST_USE(".ci/first-use"),

  /** The commands of this project's own checkout. */
  CONTINUOUS_INTEGRATION(".ci/run"),

  /** Not run, for a reason that the plan gives; its syntax is checked. */
  CHECKED(null),

  /** Nothing that anybody types or copies: what something prints, a drawing, a format. */
  SHOWN(null);

  private final String runner;

  Scenario(String runner) {
    this.runner = runner;
  }

  /** The file that runs it, in the project; null if nothing does. */
  String runner() {
    return runner;
  }
}
