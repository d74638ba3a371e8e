import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Link
import io.github.azblobcache.testkit.ThrottlingProxy

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def proxy = ThrottlingProxy.before(store.accountUrl(), Link.unlimited())
def seen = store.through(proxy.through(store.accountUrl()))
def cache = ImageBuild.both(seen.description('main'))

// Azure's classes, and ours that speak to Azure. Those that only know what may be written for it are no part of that
def azureClasses = { File log ->
  log.readLines().findAll { it.contains(' com.azure.') || it =~ /\.azblobcache\.store\.azure\.(?!AzblobType |config\.)/ }
}

def build = { String name, String... arguments ->
  def runner = hello.fresh(name)
  def classes = runner.machine().resolveSibling('classes.log').toFile()
  def environment = [
    MAVEN_OPTS: "-Xlog:class+load:file=$classes" as String,
    // An account alone, as a runner may have it for BuildKit, is no cache
    BUILDKIT_AZURE_STORAGE_ACCOUNT_URL: seen.accountUrl() as String
  ]
  [ImageBuild.hello(runner, environment, arguments).orFail(), azureClasses(classes)]
}

// This is how a build looks that does use the cache: the proxy and the class log see it
def (used, usedClasses) = build('used', cache)
assert used.layersFrom('built') == ImageBuild.HELLO_LAYERS
assert proxy.connections() > 0
assert !usedClasses.empty
def connections = proxy.connections()

def ways = [
  nothing: [],
  skip: ['-Dazblob-cache.skip', *cache],
  offline: ['-o', *cache]
]
for (way in ways.keySet()) {
  def (off, classes) = build(way, *ways[way])

  // Nobody asked the store
  assert proxy.connections() == connections

  // No class that could have asked it was loaded
  assert classes.empty

  // One line at most says so, and only where somebody might wonder
  assert off.lines().size() == (way == 'offline' ? 1 : 0)
  assert off.warnings().empty

  // The image is the same
  assert off.digest() == used.digest()
}

// Nor where Jib builds no image: it is told to skip in each of the ways that it knows
def pom = 'hello/pom.xml'
def skips = [
  property: [{}, ['-Djib.skip']],
  'other-module': [{}, ['-Djib.containerize=com.example:goodbye']],
  pom: [{ it.edit(pom, '</project>', '<properties><jib.skip>true</jib.skip></properties></project>') }, []],
  profile: [{ it.edit(pom, '</project>', '<profiles><profile><id>no-image</id><properties><jib.skip>true</jib.skip></properties></profile></profiles></project>') }, ['-Pno-image']],
  configured: [{ it.edit('pom.xml', '<configuration>\n          <from>', '<configuration>\n          <skip>${no.image}</skip>\n          <from>') }, ['-Dno.image=true']]
]
skips.each { what, how ->
  def (edit, arguments) = how
  def runner = hello.fresh("skip-$what")
  edit.call(runner)
  def skipped = ImageBuild.hello(runner, *cache, *arguments).orFail()
  assert skipped.output().contains('Skipping containerization')
  assert skipped.lines().empty
  assert proxy.connections() == connections
}

// Nor where Jib is bound to a phase, as in a job that only tests
def bound = hello.fresh('skip-bound')
bound.edit(pom, '</project>', """<build><plugins><plugin><groupId>com.google.cloud.tools</groupId><artifactId>jib-maven-plugin</artifactId>
  <executions><execution><id>image</id><phase>package</phase><goals><goal>buildTar</goal></goals></execution></executions>
  </plugin></plugins></build></project>""")
def tested = new ImageBuild(bound.checkout().resolve('hello'),
  bound.maven('-pl', 'hello', 'verify', '-DskipTests', '-Djib.skip', *cache)).orFail()
assert tested.output().contains('Skipping containerization')
assert tested.lines().empty
assert proxy.connections() == connections

// Skaffold names the module that it builds, which gets its layers, and asks which files it is made of
def skaffold = hello.fresh('skaffold')
def chosen = new ImageBuild(skaffold.checkout().resolve('hello'), skaffold.maven(
  'jib:_skaffold-fail-if-jib-out-of-date', '-Djib.requiredVersion=1.4.0', '-pl', 'hello', '-am', 'package', 'jib:buildTar',
  '-Djib.containerize=hello', '-Dimage=hello:skaffold', *cache)).orFail()
assert chosen.layersFrom('cache') == ImageBuild.HELLO_LAYERS
def files = skaffold.maven('-q', 'jib:_skaffold-files-v2', '-pl', 'hello', *cache).orFail()
assert files.output().contains('BEGIN JIB JSON')
assert !files.output().contains('Layer cache')
