import io.github.azblobcache.it.BaseRegistry
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.JibCache
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.DockerRegistry

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def target = DockerRegistry.shared().address()
def platforms = { String... names -> '-Djib.from.platforms=' + names.collect { "linux/$it" }.join(',') }

new BaseRegistry().withCloseable { registry ->
  // The two images of the list have no layer in common
  ['amd64', 'arm64'].each {
    hello.fresh("base-$it").maven('-pl', 'hello', 'compile', 'jib:build', "-Dimage=${registry.image("base:$it")}", platforms(it),
        "-Djib.container.appRoot=/$it", *BaseRegistry.PLAIN_HTTP).orFail()
  }
  registry.publishList('base', '1', ['amd64', 'arm64'])
  def tag = registry.image('base:1')
  def pinned = registry.pinned('base', '1')
  def manifests = registry.blobs('base', '1')
  def blobs = { registry.blobs('base', it) }
  def configs = ['amd64', 'arm64'].collect { blobs(it)[0] }
  def layers = ['amd64', 'arm64'].collectEntries { [it, blobs(it).drop(1)] }
  def all = layers.values().flatten()
  assert all.unique(false).size() == 8
  def blob = { digest -> "GET /v2/base/blobs/$digest" as String }

  // A build of an empty runner to an empty repository, and what it asked the base image's registry
  def build = { name, base, List<String> architectures, String... more ->
    def runner = hello.fresh(name)
    def image = null
    def asked = registry.asked {
      def run = runner.maven('-pl', 'hello', 'compile', 'jib:build', "-Dbase.image=$base", "-Dimage=$target/$name:1",
          platforms(*architectures), *BaseRegistry.PLAIN_HTTP, *more)
      image = new ImageBuild(runner.checkout().resolve('hello'), run).orFail()
    }
    [image: image, asked: asked, base: new JibCache(runner.machine().resolve('google-cloud-tools-java/jib'))]
  }
  def both = { name, base, String... more -> build(name, base, ['amd64', 'arm64'], *more) }
  def cache = { name, more = '' -> ImageBuild.both(store.description(name) + ',mode=max' + more) }
  def without = both('two-without', tag)

  // By tag: the first runner exports the layers of both, the second asks for manifests and configs alone
  def one = both('two-tag-one', tag, *cache('tag'))
  assert one.asked.containsAll(all.collect(blob))
  assert store.keys().containsAll(all.collect { "blobs/$it" as String })
  def two = both('two-tag-two', tag, *cache('tag'))
  assert two.asked as Set == (['GET /v2/base/manifests/1'] + manifests.collect { "GET /v2/base/manifests/$it" as String }
      + configs.collect(blob)) as Set
  assert two.base.layers() == all*.minus('sha256:').sort()
  assert [one, two]*.image*.digest() == [without.image.digest()] * 2

  // Pinned: the second runner does not ask at all
  both('two-pinned-one', pinned, *cache('pinned'))
  def four = both('two-pinned-two', pinned, *cache('pinned'))
  assert four.asked == []
  assert four.image.digest() == without.image.digest()
  assert four.image.warnings() == []

  // Damage in one platform's image is as damage in any, and mended
  [manifests[1], configs[1], layers.arm64[0]].eachWithIndex { damaged, i ->
    store.overwrite("blobs/$damaged", i == 2 ? store.read("blobs/${layers.amd64[0]}") : store.read("blobs/${[manifests, configs][i][0]}"))
    def five = both("two-damaged-$i", pinned, *cache('pinned'))
    assert five.asked.contains("GET /v2/base/manifests/${manifests[1]}" as String)
    assert five.image.digest() == without.image.digest()
    assert five.image.warnings().size() == 1
    assert five.base.damaged() == []
  }
  assert both('two-mended', pinned, *cache('pinned')).asked == []

  // What a tag stands for is believed of a list too
  both('two-aged-one', tag, *cache('aged', ',base-max-age=1h'))
  def aged = both('two-aged-two', tag, *cache('aged', ',base-max-age=1h'))
  assert aged.asked == []
  assert aged.image.digest() == without.image.digest()

  // Of one platform alone, only the layers of that one are brought
  def single = build('one-without', pinned, ['arm64'])
  build('one-one', pinned, ['arm64'], *cache('single'))
  def second = build('one-two', pinned, ['arm64'], *cache('single'))
  assert second.asked == []
  assert second.base.layers() == layers.arm64*.minus('sha256:').sort()
  assert second.image.digest() == single.image.digest()
}
