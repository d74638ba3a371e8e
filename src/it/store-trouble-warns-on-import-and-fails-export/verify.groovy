import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Link
import io.github.azblobcache.testkit.ThrottlingProxy

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())

// A port on which nobody listens any more
def proxy = ThrottlingProxy.before(store.accountUrl(), Link.unlimited())
def nowhere = store.through(proxy.through(store.accountUrl()))
proxy.close()

def otherKey = ('no key of this account ' * 3).bytes.encodeBase64().toString()
def troubles = [
  unreachable: [nowhere.description('main'), 'Connection refused'],
  'wrong-key': [store.describedWith(otherKey, 'main'), 'refused the account key']
]

// What the image is without a cache
def digest = ImageBuild.hello(hello.fresh('none')).orFail().digest()

// On import: one warning with the cause, and the right image
def missing = new TestStore(store.accountUrl(), 'never-made')
(troubles + ['missing-container': [missing.description('main'), 'does not exist']]).each { what, trouble ->
  def (description, cause) = trouble
  def build = ImageBuild.hello(hello.fresh("import-$what"), ImageBuild.from(description)).orFail()
  assert build.warnings().size() == 1
  assert build.warnings()[0].contains(cause)
  assert build.warnings()[0].contains('Building without this cache.')
  // which names the container once
  assert build.warnings()[0].count('://') == 1
  assert build.layersFrom('built') == ImageBuild.HELLO_LAYERS
  assert build.digest() == digest

  // A goal that somebody typed fails instead, and says nothing of a build
  def goal = hello.fresh("goal-$what")
    .maven("io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion:import", ImageBuild.from(description))
  assert goal.exitCode() == 1
  assert goal.output().readLines().any { it.startsWith('[ERROR]') && it.contains('The import is not complete: ') && it.contains(cause) }
  assert !goal.output().contains('Building without')
}

for (what in troubles.keySet()) {
  def (description, cause) = troubles[what]

  // On export: the build fails with the cause, and says it in one line and not in a stack trace
  def failed = ImageBuild.hello(hello.fresh("export-$what"), ImageBuild.to(description))
  assert failed.run().exitCode() == 1
  assert failed.output().contains('BUILD FAILURE')
  assert failed.output().readLines().any { it.startsWith('[ERROR]') && it.contains('Exporting the layers of com.example:hello') && it.contains(cause) }
  assert !failed.output().contains('\tat ')

  // The image was built before, and the report says so
  assert failed.layersFrom('built') == ImageBuild.HELLO_LAYERS

  // With ignore-error=true: one warning with the cause, and success
  def ignored = ImageBuild.hello(hello.fresh("ignored-$what"), ImageBuild.to("$description,ignore-error=true")).orFail()
  assert ignored.warnings().size() == 1
  assert ignored.warnings()[0].contains(cause)
  assert ignored.digest() == digest

  // Import and export to the same store: still no more than one warning for each
  def both = ImageBuild.hello(hello.fresh("both-$what"), ImageBuild.both("$description,ignore-error=true")).orFail()
  assert both.warnings().size() <= 2
}

// A report that can't be written, because a file stands where its folder would, is a warning, and the image is the same
def unwritable = { String name ->
  def runner = hello.fresh("unwritable-$name")
  new File(runner.checkout().toFile(), 'hello/target').mkdirs()
  new File(runner.checkout().toFile(), 'hello/target/azblob-cache').text = ''
  runner
}
def unread = ImageBuild.hello(unwritable('import'), ImageBuild.both(store.description('unwritable'))).orFail()
assert unread.warnings().size() == 1
assert unread.warnings()[0].contains("com.example:hello: the report can't be written to ")
assert unread.lines().any { it.contains('4 built, 4 uploaded') }
assert unread.digest() == digest

// It hides no failure
def alsoFailed = ImageBuild.hello(unwritable('export'), ImageBuild.to(nowhere.description('main')))
assert alsoFailed.run().exitCode() == 1
assert alsoFailed.output().readLines().any { it.startsWith('[ERROR]') && it.contains('Exporting the layers of com.example:hello') }
