import io.github.azblobcache.it.BaseRegistry
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.JibCache
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
    [image: image, asked: asked, runner: runner]
  }
  def cache = { name -> ImageBuild.both(store.description(name) + ',mode=max') }
  def baseCache = { runner -> runner.machine().resolve('google-cloud-tools-java/jib') }
  def without = build('without', 'buildTar', tag)

  // The cache has the image by tag and pinned
  build('tag', 'buildTar', tag, *cache('tag'))
  build('pinned', 'buildTar', pinned, *cache('pinned'))

  // jib:build: what the target has is not fetched, and what it lacks is
  def push = { name, target -> build(name, 'build', tag, "-Dimage=${registry.image(target)}", *cache('tag')) }
  def target = push('push-one', 'app:1')
  assert target.asked.findAll { it.startsWith('GET /v2/base/blobs/') } == [blob(config)]
  assert new JibCache(baseCache(target.runner)).layers().toSorted() == layers*.minus('sha256:').toSorted()
  target = push('push-two', 'app:2')
  assert target.asked.findAll { it.startsWith('GET /v2/base/blobs/') } == [blob(config)]
  assert new JibCache(baseCache(target.runner)).layers() == []

  // Jib has not pulled what the target has: there is nothing to export, and the user is told how to have it
  def never = build('never', 'build', tag, "-Dimage=${registry.image('app:3')}", *cache('never'))
  assert never.image.lines().count { it.contains('jib.alwaysCacheBaseImage') } == 1
  def always = build('always', 'build', tag, "-Dimage=${registry.image('app:4')}", '-Djib.alwaysCacheBaseImage=true', *cache('never'))
  assert always.image.lines().count { it.contains('jib.alwaysCacheBaseImage') } == 0
  assert build('after', 'buildTar', tag, *cache('never')).asked == ['GET /v2/base/manifests/1', blob(config)]

  // Whatever is damaged or exchanged in the cache is not used, the image is the same, and the export mends it
  def digest = pinned.split('@')[1]
  [digest, config, layers[0]].eachWithIndex { damaged, i ->
    store.overwrite("blobs/$damaged", i == 2 ? store.read("blobs/${layers[1]}") : '{"schemaVersion": 2}'.bytes)
    def five = build("damaged-$i", 'buildTar', pinned, *cache('pinned'))
    assert five.asked.contains("GET /v2/base/manifests/$digest" as String)
    assert five.image.digest() == without.image.digest()
    assert five.image.warnings().size() == 1
    assert new JibCache(baseCache(five.runner)).damaged() == []
    assert build("mended-$i", 'buildTar', pinned, *cache('pinned')).asked == []
  }

  // What BuildKit has put there is used and not uploaded again
  def other = TestStore.of(new File(basedir, 'buildkit').toPath())
  build('fill', 'buildTar', tag, *ImageBuild.both(other.description('fill') + ',mode=max'))
  def before = layers.collect { other.stat("blobs/$it") }
  other.delete('manifests/fill')
  def six = build('buildkit-one', 'buildTar', pinned, *ImageBuild.both(other.description('main') + ',mode=max'))
  assert build('buildkit-two', 'buildTar', pinned, *ImageBuild.both(other.description('main') + ',mode=max')).asked == []
  assert layers.collect { other.stat("blobs/$it") } == before

  // By tag, with base-max-age: what the tag stands for is believed for so long, and no longer
  def believed = { age -> ImageBuild.both(store.description('aged') + ",mode=max,base-max-age=$age") }
  build('aged-one', 'buildTar', tag, *believed('1h'))
  def aged = build('aged-two', 'buildTar', tag, *believed('1h'))
  assert aged.asked == []
  assert aged.image.digest() == without.image.digest()
  assert build('aged-three', 'buildTar', tag, *believed('0s')).asked.contains('GET /v2/base/manifests/1')

  // Nobody believes a note who is not told to, and nobody takes damaged documents on a note's word
  assert build('aged-four', 'buildTar', tag, *cache('aged')).asked.contains('GET /v2/base/manifests/1')
  store.overwrite("blobs/$config", '{"schemaVersion": 2}'.bytes)
  aged = build('aged-five', 'buildTar', tag, *believed('1h'))
  assert aged.asked.contains('GET /v2/base/manifests/1')
  assert aged.image.digest() == without.image.digest()

  // mode=min knows nothing of base images
  def min = ImageBuild.both(store.description('min'))
  build('min-one', 'buildTar', pinned, *min)
  assert build('min-two', 'buildTar', pinned, *min).asked.containsAll(layers.collect(blob))
}
