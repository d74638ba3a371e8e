import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.JibCache
import io.github.azblobcache.it.Parallel
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Link
import io.github.azblobcache.testkit.RandomBytes
import io.github.azblobcache.testkit.ThrottlingProxy
import java.util.concurrent.Callable

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())

// One layer takes longer to build than to fetch over a slow network: random bytes, and many zeros
def large = hello.checkout().resolve('hello/src/main/resources/large.bin')
RandomBytes.write(large, 1, 1_000_000)
new RandomAccessFile(large.toFile(), 'rw').withCloseable { it.length = 300_000_000 }
def one = ImageBuild.hello(hello.fresh('one'), ImageBuild.to(store.description('main'))).orFail()

// A network that needs five seconds for the large layer, and next to nothing for the small ones
def proxy = ThrottlingProxy.before(store.accountUrl(), Link.of(2, 0))
def slow = ImageBuild.from(store.through(proxy.through(store.accountUrl())).description('main'))

// A runner is killed when it has the small layers, and a part of the large one
def runner = hello.fresh('two')
def jibCache = new JibCache(runner.checkout().resolve('hello/target/jib-cache'))
def (killed) = Parallel.start([{ -> ImageBuild.hello(runner, slow) } as Callable])
Parallel.await('three layers', killed, { jibCache.layers().size() == 3 && proxy.bytesDown() > 200_000 })
runner.kill()
assert killed.get().run().exitCode() != 0
proxy.close()

// What has a final name in Jib's cache is whole, and the layer that was on its way has none
assert jibCache.layers().size() == 3
assert jibCache.damaged().empty

// The next build on that runner takes what is there, fetches the rest, and is right
def two = ImageBuild.hello(runner, ImageBuild.from(store.description('main'))).orFail()
// The last one may have been killed between the layer and the selector by which Jib finds it
assert two.layersFrom('local').size() >= 2
assert two.layersFrom('cache').contains('resources')
assert two.layersFrom('built').empty
assert two.digest() == one.digest()
assert jibCache.layers().size() == 4
assert jibCache.damaged().empty
