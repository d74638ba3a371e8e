import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.ManifestContent
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.TestStore

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def samples = new File(examples, '../core/src/test/resources/io/github/azblobcache/manifest')

for (mode in ['min', 'max']) {
  def key = "manifests/buildkit-$mode" as String
  def written = new File(samples, "buildkit-0.11.6-mode-${mode}.json").bytes
  store.overwrite(key, written)
  def cache = ImageBuild.both(store.description("buildkit-$mode"))

  // BuildKit's manifest is no trouble: no layer of ours is in it, all are built, without a warning
  def one = ImageBuild.hello(hello.fresh("$mode-one"), cache).orFail()
  assert one.layersFrom('built') == ImageBuild.HELLO_LAYERS
  assert one.warnings().empty

  // After the export all that BuildKit has written is still there
  def before = ManifestContent.of(written)
  def after = ManifestContent.of(store.read(key))
  assert before.layers().size() > 1 && before.records().size() > 1
  assert after.contains(before)

  // So is what we have built
  assert ImageBuild.HELLO_LAYERS.every { after.names(Reports.digest(it, one.report())) }

  // The next runner finds it there
  def two = ImageBuild.hello(hello.fresh("$mode-two"), cache).orFail()
  assert two.layersFrom('cache') == ImageBuild.HELLO_LAYERS
  assert two.digest() == one.digest()
}
