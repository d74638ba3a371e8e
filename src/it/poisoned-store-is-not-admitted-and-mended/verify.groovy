import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.RandomLayer

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def cache = ImageBuild.both(store.description('main'))

def one = ImageBuild.hello(hello.fresh('one'), cache).orFail()
def digest = ImageBuild.HELLO_LAYERS.collectEntries { [it, Reports.digest(it, one.report())] }
def layerFile = { seed -> RandomLayer.write(basedir.toPath().resolve('target'), seed, 1000) }
def key = { layer -> "blobs/${digest[layer]}" as String }

// One layer has a flipped bit
def flipped = store.read(key('dependencies'))
flipped[flipped.length.intdiv(2)] ^= 1
store.overwrite(key('dependencies'), flipped)

// One is cut short
def whole = store.read(key('resources'))
store.overwrite(key('resources'), Arrays.copyOf(whole, whole.length - 20))

// Under the digest of one stand the bytes of another, which is a valid layer
store.overwrite(key('classes'), layerFile(1).file().toFile().bytes)

// For one the manifest names the digest of another, which is in the store and whole
def other = layerFile(2)
store.overwrite("blobs/${other.digest()}" as String, other.file().toFile().bytes)
def honest = store.read('manifests/main')
def size = one.report().find(/(?s)"digest": "${digest['jvm arg files']}",\s*"size": (\d+)/) { it[1] }
def lie = new String(honest, 'UTF-8')
  .replace(digest['jvm arg files'], other.digest())
  .replaceAll(/("blob":"${other.digest()}".*?"size":)$size/) { it[1] + other.sizeBytes() }
assert lie.contains("\"size\":${other.sizeBytes()}")
store.overwrite('manifests/main', lie.bytes)

// The next runner uses none of them: it builds all four, and the image is the right one
def two = ImageBuild.hello(hello.fresh('two'), cache).orFail()
assert two.layersFrom('built') == ImageBuild.HELLO_LAYERS
assert two.digest() == one.digest()

// It warns once, with a count
assert two.warnings().size() == 1
assert two.warnings()[0].contains('manifests/main: The ')
assert two.warnings()[0].contains('. 3 more; run with -X to list them.')

// Its export has mended the cache: the third runner gets all, and there is nothing to warn of
def three = ImageBuild.hello(hello.fresh('three'), cache).orFail()
assert three.layersFrom('cache') == ImageBuild.HELLO_LAYERS
assert three.warnings().empty
assert three.digest() == one.digest()
