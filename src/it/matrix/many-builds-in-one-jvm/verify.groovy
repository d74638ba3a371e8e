import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.it.resident.ManyBuilds
import io.github.azblobcache.testkit.NamedAccount
import java.nio.file.Files

def ROUNDS = 20
// What Jib alone leaves is there by then
def ROUNDS_OF_JIB_ALONE = 10
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
def folder = Files.createDirectories(new File(basedir, 'acct').toPath())
def account = NamedAccount.start('acct', store.key(), folder)
def plain
def cached
try {
  plain = new ManyBuilds(runnerOf(Examples.plain('hello-reactor', binding.variables)), store, account, false).run(ROUNDS_OF_JIB_ALONE)
  println plain.table('Jib alone')
  cached = new ManyBuilds(runnerOf(Examples.withCache('hello-reactor', binding.variables)), store, account, true).run(ROUNDS)
  println cached.table('With azblob-cache')
} finally {
  account.close()
}

[plain, cached].each { result ->
  assert result.growth('threads') <= 0
  assert result.growth('sockets') <= MORE_CONNECTIONS
  assert result.growth('loaders') <= 0
  assert result.growth('classes') <= MORE_CLASSES
  assert result.growth('heap') <= MORE_HEAP_BYTES
}
// The session of the last build is at hand at the most
assert cached.growth('sessions') <= 0
// No property of the JVM, no listener and no hook that plain Jib does not leave as well
assert cached.changes() - plain.changes() == [] as Set
assert cached.names() - plain.names() == ['azblob-cache.version'] as Set
// Not even those that plain Jib leaves
assert cached.stays() == []
