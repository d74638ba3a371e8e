import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.ManifestContent
import io.github.azblobcache.it.Parallel
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Link
import io.github.azblobcache.testkit.ThrottlingProxy
import java.util.concurrent.Callable

def reactor = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())

// Two modules that need not wait for each other
def goodbye = 'goodbye/src/main/java/com/example/goodbye/Goodbye.java'
reactor.edit('goodbye/pom.xml', reactor.read('goodbye/pom.xml').find('(?s)<dependencies>.*</dependencies>'), '')
reactor.edit(goodbye, 'import com.example.hello.Hello;', '')
reactor.edit(goodbye, 'Hello.to("world")', '"Hello"')
def modules = ['hello', 'goodbye']
def reactorBuild = { Runner runner ->
  def run = runner.maven('-T2', 'package', 'jib:buildTar', *ImageBuild.both(store.description('reactor'))).orFail()
  modules.collect { new ImageBuild(runner.checkout().resolve(it), run) }
}

// The first runner builds every layer of both
def one = reactorBuild(reactor.fresh('one'))
assert one.every { it.layersFrom('cache').empty }
assert one*.layersFrom('built')*.size() == [4, 4]

// The layer that both have is uploaded once
def dependency = one.collect { Reports.digest('dependencies', it.report()) }.toSet()
assert dependency.size() == 1
assert one.sum { Reports.number('uploadedLayers', it.report()) } == store.layers('reactor').size()

// The second gets every layer of both, and the same images
def two = reactorBuild(reactor.fresh('two'))
assert two*.layersFrom('cache')*.size() == [4, 4]
assert two*.digest() == one*.digest()

// Eight builds, each with a layer of its own, that are kept from their store until all are to export
def proxy = ThrottlingProxy.before(store.accountUrl(), Link.unlimited())
proxy.neverAnswer()
def to = ImageBuild.to(store.through(proxy.through(store.accountUrl())).description('eight'))
def runners = (1..8).collect { number ->
  def runner = reactor.fresh("eight-$number")
  runner.edit('hello/src/main/resources/hello.properties', 'Hello', "Hello from $number")
  runner
}
def started = Parallel.start(runners.collect { runner -> { -> ImageBuild.hello(runner, to) } as Callable })
runners.eachWithIndex { runner, i ->
  Parallel.await('an image', started[i], { runner.checkout().resolve('hello/target/jib-image.digest').toFile().exists() })
}
proxy.pass()
def eight = started*.get()*.orFail()
proxy.close()

// Each had a layer that nobody else has
assert eight.collect { Reports.digest('resources', it.report()) }.toSet().size() == 8

// The manifest names every layer of every build, and the blobs are there
def manifest = ManifestContent.of(store.read('manifests/eight'))
def blobs = store.keys()
eight.each { build ->
  ImageBuild.HELLO_LAYERS.collect { Reports.digest(it, build.report()) }.each { digest ->
    assert manifest.names(digest)
    assert blobs.contains("blobs/$digest" as String)
  }
}

// Whoever was first and whoever was last, an empty runner finds all
for (i in [0, 7]) {
  def again = ImageBuild.hello(runners[i].fresh("again-$i"), ImageBuild.from(store.description('eight'))).orFail()
  assert again.layersFrom('cache') == ImageBuild.HELLO_LAYERS
  assert again.digest() == eight[i].digest()
}
