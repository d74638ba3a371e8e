import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Link
import io.github.azblobcache.testkit.ThrottlingProxy

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def large = { runner ->
  def file = new File(runner.checkout().toFile(), 'hello/src/main/jib/data/large.bin')
  file.parentFile.mkdirs()
  file.bytes = new byte[14_000_000].tap { new Random(1).nextBytes(it) }
  runner
}

// A megabyte a second: an export of 14
ThrottlingProxy.before(store.accountUrl(), Link.of(8, 20)).withCloseable { proxy ->
  def slow = store.through(proxy.through(store.accountUrl()))
  def built = ImageBuild.hello(large(hello.fresh('export')), ImageBuild.both(slow.description('main'))).orFail()
  def lines = built.lines().findAll { it ==~ /\[INFO\] Layer cache: uploading \d blobs?, .+ of 14.*MB, \d+ s/ }
  assert lines
  // How much of it is sent, and not only how much is done. A busy machine can still wait for the answer once all is sent
  assert lines.any { !it.contains(' 0B of') && !(it =~ /, (\S+) of \1,/) }

  // Whoever types a goal waits for it
  def imported = large(hello.fresh('import'))
    .maven("io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion:import", ImageBuild.from(slow.description('main')))
  assert imported.exitCode() == 0
  assert imported.output().readLines().any { it ==~ /\[INFO\] Layer cache: fetching \d blobs?, .+ of 14.*MB, \d+ s/ }
}

// Over a fast one nobody is told anything of it
def quick = ImageBuild.hello(large(hello.fresh('quick')), ImageBuild.both(store.description('main'))).orFail()
assert quick.lines().every { !it.contains('uploading') && !it.contains('fetching') }
