import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.DockerRegistry

def project = Runner.of(basedir, mavenHome as File, localRepositoryPath, itSettings as File)
def store = TestStore.of(basedir.toPath())
def cache = ImageBuild.both(store.description('main'))
def line = [
  '-T4', 'package', "-Dregistry=${DockerRegistry.shared().address()}" as String, '-DsendCredentialsOverHttp=true'
]

// The layers of each module's images, from the bottom
def layers = [
  snapshot: ['dependencies', 'snapshot dependencies', 'project dependencies', 'resources', 'classes', 'jvm arg files'],
  packaged: ['dependencies', 'extra files', 'jvm arg files'],
  war: ['dependencies', 'resources', 'classes'],
  extra: ['dependencies', 'resources', 'classes', 'jvm arg files', 'extra files', 'extra files', 'extra files'],
  twice: ['dependencies', 'resources', 'classes', 'jvm arg files'] * 2,
  filtered: ['resources', 'classes', 'logging'],
  platforms: ['dependencies', 'resources', 'classes', 'jvm arg files']
]
def digests = { Runner runner ->
  layers.keySet().collectEntries { module ->
    def names = module == 'twice' ? ['image.digest', 'other-image.digest'] : ['jib-image.digest']
    [module, names.collect { runner.read("$module/target/$it") }]
  }
}
def build = { String name, String... arguments ->
  def runner = project.fresh(name)
  // Git keeps no folder without files
  new File(runner.checkout().toFile(), 'extra/target/empty/inside').mkdirs()
  new File(runner.checkout().toFile(), 'extra/src/main/jib/Größe').mkdirs()
  new File(runner.checkout().toFile(), 'extra/src/main/jib/Größe/日本語.txt').text = 'not ASCII'
  def run = runner.maven(*line, *arguments).orFail()
  [runner, run]
}
def from = { String source, Runner runner ->
  layers.keySet().collectEntries { [it, Reports.layersFrom(source, runner.read("$it/target/azblob-cache/report.json"))] }
}

// A snapshot that is no part of the reactor
def outside = project.fresh('outside')
outside.maven('-f', 'outside/pom.xml', 'install').orFail()

// What Jib builds on its own
def (plain, plainRun) = build('plain', '-Dazblob-cache.skip')
assert !plainRun.output().contains('Layer cache')

// The first runner builds every layer, and the same images
def (one, first) = build('one', *cache)
assert from('built', one) == layers
assert digests(one) == digests(plain)

// The second gets every layer, without a warning, and the same images
def (two, second) = build('two', *cache)
assert from('cache', two) == layers
assert digests(two) == digests(plain)
assert second.output().readLines().findAll { it.startsWith('[WARNING] Layer cache') } == []

// Where Jib builds nothing, nothing is reported: the aggregator, and a module that skips Jib
assert second.output().readLines().count { it.contains('Layer cache: com.example:') } == layers.size() + 1
assert !second.output().contains('com.example:kinds:') && !second.output().contains('com.example:library:')

// There is an image for each platform
def list = new URL("http://${DockerRegistry.shared().address()}/v2/platforms/manifests/latest").openConnection()
list.setRequestProperty('Accept', 'application/vnd.docker.distribution.manifest.list.v2+json')
assert list.inputStream.text.findAll(/"architecture":"(\w+)"/) { it[1] }.sort() == ['amd64', 'arm64']
