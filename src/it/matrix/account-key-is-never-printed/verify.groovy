import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore

def hello = Examples.withCache('hello-reactor', binding.variables)
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
def store = TestStore.of(basedir.toPath())
def other = new TestStore(store.accountUrl(), 'account-key-in-environment').description('main')
def ways = [
  'command-line': [[:], ImageBuild.both(store.description('main'))],
  environment: [[AZBLOB_CACHE_FROM: other, AZBLOB_CACHE_TO: other], new String[0]]
]

// The key as it is written, as it stands in a URL, and the bytes that it stands for; and all that is made of it
def key = store.key()
def decoded = key.decodeBase64()
def secrets = [
  key,
  URLEncoder.encode(key, 'UTF-8'),
  new String(decoded, 'ISO-8859-1'),
  decoded.encodeHex() as String,
  Arrays.toString(decoded)
]
def noSecretIn = { String text ->
  assert text.readLines().findAll { line -> secrets.any { line.contains(it) } } == []
  assert text.readLines().findAll { it =~ /(?i)authorization:|sharedkey |[?&]sig=|bearer / } == []
}

def page = { ImageBuild built -> built.module().resolve('target/azblob-cache/report.html').toFile().text }

// All details of Jib's run, without those of the resources plugin: with -X that one prints every property and every
// environment variable that there is
def build = { Runner runner, Map environment, String... arguments ->
  runner.maven('-pl', 'hello', 'compile', '-Dazblob-cache.skip').orFail()
  new ImageBuild(runner.checkout().resolve('hello'), runner.maven(environment, '-X', '-pl', 'hello', 'jib:buildTar', *arguments))
}

for (way in ways.keySet()) {
  def (environment, arguments) = ways[way]

  // An export
  def one = build(hello.fresh("$way-one"), environment, *arguments).orFail()
  assert one.output().contains('Layer cache: Uploaded blobs/')
  noSecretIn(one.output())
  noSecretIn(one.report())
  noSecretIn(page(one))

  // An import
  def two = build(hello.fresh("$way-two"), environment, *arguments).orFail()
  assert two.output().contains('Layer cache: Fetched blobs/')
  noSecretIn(two.output())
  noSecretIn(two.report())
  noSecretIn(page(two))

  // The goal
  def goal = hello.fresh("$way-goal").maven(environment, '-X', "$plugin:import", '-pl', 'hello', *arguments).orFail()
  assert goal.output().contains('Layer cache: Fetched blobs/')
  noSecretIn(goal.output())
}

// A failure with all details, where the store refuses the request
def refused = store.describedWith(key.reverse().replace('=', '') + '==', 'main')
def failed = build(hello.fresh('refused'), [:], ImageBuild.to(refused))
assert failed.output().contains('refused the account key')
assert !failed.output().contains(key.reverse().replace('=', ''))

// Quiet is quiet, also when there is much to tell
for (name in ['quiet-one', 'quiet-two']) {
  def quiet = ImageBuild.hello(hello.fresh(name), '-q', *ImageBuild.both(store.description('quiet'))).orFail()
  assert quiet.lines().empty
  assert quiet.output().replaceAll(/\e\[[\d;]*m/, '').blank
}
