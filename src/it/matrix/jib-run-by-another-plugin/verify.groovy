import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.MavenRuns

def store = TestStore.of(basedir.toPath())

// The plugin that runs Jib
def plugin = new Runner(basedir.toPath().resolve('runner'), basedir.toPath().resolve('machine'), (mavenHome as File).toPath(),
  localRepositoryPath.toPath(), (itSettings as File).toPath())
plugin.maven('install').orFail()
def goal = 'com.example:runner:1.0.0:run'
def build = { Runner runner, String... arguments ->
  new ImageBuild(runner.checkout().resolve('hello'), runner.maven('-pl', 'hello', 'compile', goal, *arguments)).orFail()
}

// In a module whose POM has a goal of Jib, which another goal may run
def hello = Examples.withCache('hello-reactor', binding.variables)
hello.edit('pom.xml', '<version>${jib-maven-plugin.version}</version>', '''<version>${jib-maven-plugin.version}</version>
        <executions><execution><phase>deploy</phase><goals><goal>buildTar</goal></goals></execution></executions>''')
['3.6.3', '4.0.0-rc-6'].each { version ->
  def maven = hello.with(MavenRuns.withVersion(version))
  def cache = ImageBuild.both(store.description(version))

  // What Jib has built is exported, and the next runner gets it
  def one = build(maven.fresh("$version-one"), *cache)
  assert one.layersFrom('built').size() > 0
  assert one.layersFrom('built').size() == store.layers(version).size()
  def two = build(maven.fresh("$version-two"), *cache)
  assert two.layersFrom('cache') == one.layersFrom('built')
  assert two.digest() == one.digest()

  // A failed export is the failure of the build
  def nowhere = maven.fresh("$version-nowhere").maven('-pl', 'hello', 'compile', goal,
    ImageBuild.to(store.describedWith(('no key of this account ' * 3).bytes.encodeBase64().toString(), 'main')))
  assert nowhere.exitCode() == 1
  assert nowhere.output().contains('Exporting the layers of com.example:hello')
}

// Where neither the command line nor the POM says that Jib will run, it builds as without us, and one line says why
def typed = build(Examples.withCache('hello-reactor', binding.variables).fresh('typed'), *ImageBuild.both(store.description('typed')))
assert typed.lines().size() == 1
assert typed.warnings()[0].contains('com.example:hello: not used, because another plugin runs Jib')
assert !store.keys().contains('manifests/typed')
