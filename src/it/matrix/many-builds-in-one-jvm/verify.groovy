import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.it.resident.ManyBuilds

def ROUNDS = 20
// What is noise: classes that a rare turn of a build loads, once; a connection that is still kept open. A class path that is not let go
// has thousands of classes
def MORE_CLASSES = 600
def MORE_HEAP_BYTES = 1_000_000
def MORE_CONNECTIONS = 4

def store = TestStore.of(basedir.toPath())
def runnerOf = { example ->
  def runner = example.fresh('resident')
  // All artifacts are there, and the container
  ImageBuild.hello(runner, '-pl', 'hello,goodbye', *ImageBuild.both(store.description('main'))).orFail()
  runner
}
def plain = new ManyBuilds(runnerOf(Examples.plain('hello-reactor', binding.variables)), store, false).run(ROUNDS)
println plain.table('Jib alone')
def cached = new ManyBuilds(runnerOf(Examples.withCache('hello-reactor', binding.variables)), store, true).run(ROUNDS)
println cached.table('With azblob-cache')

[plain, cached].each { result ->
  assert result.growth('threads') <= 0
  assert result.growth('sockets') <= MORE_CONNECTIONS
  assert result.growth('loaders') <= 0
  assert result.growth('classes') <= MORE_CLASSES
  assert result.growth('heap') <= MORE_HEAP_BYTES
}
// The session of the last build is at hand at the most
assert cached.growth('sessions') <= 0
// No property of the JVM, no listener, no hook and no secret that plain Jib does not leave as well
assert cached.changes() - plain.changes() == [] as Set
assert cached.names() - plain.names() == ['azblob-cache.version'] as Set
assert cached.stays() - plain.stays() == []
