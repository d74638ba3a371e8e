import io.github.azblobcache.it.BaseRegistry
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())

new BaseRegistry().withCloseable { registry ->
  def tag = registry.image('base:1')
  hello.fresh('base')
      .maven('-pl', 'hello', 'compile', 'jib:build', "-Dimage=$tag", *BaseRegistry.PLAIN_HTTP).orFail()
  def pinned = registry.pinned('base', '1')
  def config = registry.blobs('base', '1')[0]
  def layers = registry.blobs('base', '1').drop(1)
  def blob = { digest -> "GET /v2/base/blobs/$digest" as String }

  // A build of an empty runner, and what it asked the base image's registry
  def build = { name, goal, base, String... more ->
    def runner = hello.fresh(name)
    def line = ['-pl', 'hello', 'compile', "jib:$goal", "-Dbase.image=$base", *BaseRegistry.PLAIN_HTTP, *more]
    def image = null
    def asked = registry.asked {
      image = new ImageBuild(runner.checkout().resolve('hello'), runner.maven(*line)).orFail()
    }
    [image: image, asked: asked]
  }
  def cache = { name -> ImageBuild.both(store.description(name) + ',mode=max') }
  def without = build('without', 'buildTar', tag)

  // By tag: the first runner pulls, the second asks for manifest and config alone
  def one = build('tag-one', 'buildTar', tag, *cache('tag'))
  assert one.asked.containsAll(layers.collect(blob))
  assert store.keys().containsAll(layers.collect { "blobs/$it" as String })
  def two = build('tag-two', 'buildTar', tag, *cache('tag'))
  assert two.asked == ['GET /v2/base/manifests/1', blob(config)]
  assert two.image.layersFrom('cache').count('base image') == layers.size()
  assert [one, two]*.image*.digest() == [without.image.digest()] * 2

  // Pinned: the second runner does not ask at all
  def three = build('pinned-one', 'buildTar', pinned, *cache('pinned'))
  assert three.asked.containsAll(layers.collect(blob))
  def four = build('pinned-two', 'buildTar', pinned, *cache('pinned'))
  assert four.asked == []
  assert [three, four]*.image*.digest() == [without.image.digest()] * 2
  assert four.image.warnings() == []
}
