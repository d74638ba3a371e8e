import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.JsonSchema

def shop = Examples.withCache('spring-boot-shop', binding.variables)
def store = TestStore.of(basedir.toPath())
def cache = ImageBuild.both(store.description('main'))

ImageBuild build(Runner runner, String... cache) {
  new ImageBuild(runner.checkout(), runner.maven(*['-X', 'compile', 'jib:buildTar', *cache]))
}

// Jib says, to whoever asks for details, which layers it has gzipped
List<String> gzipped(ImageBuild build) {
  build.output().findAll(/Building (.+) layer built sha256:/) { it[1] }
}

def blobs = { store.layers('main') }

// The first runner finds nothing, builds all and exports all
def one = build(shop.fresh('one'), cache).orFail()
assert one.layersFrom('built') == ['dependencies', 'resources', 'classes', 'jvm arg files']
assert gzipped(one).sort() == one.layersFrom('built').sort(false)
assert blobs().size() == 4

// It is an application of the usual size: its dependencies are 60 MB or more
assert Reports.number('bytesUp', one.report()) > 60_000_000

// The second, with another path, other times, empty caches and classes of its own, builds none
def runner = shop.fresh('two')
def two = build(runner, cache).orFail()
assert two.layersFrom('cache') == one.layersFrom('built')

// It knew the largest before Jib asked for it
def dependencies = (two.report() =~ /"name": "dependencies",\s*"diffId": "(sha256:\w+)"/)[0][1]
assert two.output().contains("Layer cache: The dependencies were hashed ahead: diffID $dependencies")

// It fetched what the first has uploaded, and uploads nothing
assert Reports.number('bytesDown', two.report()) == Reports.number('bytesUp', one.report())
assert Reports.number('uploadedLayers', two.report()) == 0

// Jib gzipped none
assert gzipped(two).empty

// The user sees it in one line
assert two.lines().count { it.startsWith('[INFO] Layer cache: com.example:spring-boot-shop: 4 of 4 layers from the cache') } == 1

// Its report is as the schema says, and tells when each layer was fetched and hashed
def schema = JsonSchema.read(new File(examples, '../docs/report.schema.json').toPath())
assert schema.faults(one.report()) == []
assert schema.faults(two.report()) == []
assert two.report().count('"fetched": {') == 4
assert two.report().count('"hashed": {') == 4
assert one.report().count('"exported": {') == 4

// There is a page for people, and nobody but CI services gets a summary
def page = runner.read('target/azblob-cache/report.html')
assert page.count('class="bar fetched"') == 4
assert !two.output().contains('##vso[')

// It is the same image
assert two.digest() == one.digest()

// A commit changes a class: on the next empty runner exactly that layer is built, and exported
def change = { Runner it ->
  it.edit('src/main/java/com/example/shop/order/OrderStatus.java', 'CANCELLED;', 'CANCELLED,\n  RETURNED;')
}
def changed = runner.fresh('three')
change(changed)
def step = new File(basedir, 'target/step-summary.md')
step.parentFile.mkdirs()
def three = new ImageBuild(
  changed.checkout(),
  changed.maven(['GITHUB_STEP_SUMMARY': step.path, 'TF_BUILD': 'True'], '-X', 'compile', 'jib:buildTar', *cache)).orFail()
assert three.layersFrom('built') == ['classes']
// it is small, so that Jib need not gzip it either
assert gzipped(three).empty
assert three.layersFrom('cache') == ['dependencies', 'resources', 'jvm arg files']
assert Reports.number('uploadedLayers', three.report()) == 1
assert blobs().size() == 5

// The user can find out which class it was
assert three.report().contains('"changed /app/classes/com/example/shop/order/OrderStatus.class (')
assert schema.faults(three.report()) == []

// GitHub Actions gets a table of the layers, and so does Azure Pipelines
assert step.text.contains('| dependencies | cache | ')
assert step.text.contains('| classes | built | ')
def uploaded = three.output().readLines().find { it.startsWith('##vso[task.uploadsummary]') }
assert new File(uploaded - '##vso[task.uploadsummary]').text == step.text

// It is another image: the one that Jib builds by itself
assert three.digest() != one.digest()
def alone = runner.fresh('alone')
change(alone)
assert build(alone).orFail().digest() == three.digest()

// Compressed on all cores, layers are other bytes, and the same ones with a cache and without
def onAllCores = '-Dazblob-cache.parallelGzip'
def without = build(shop.fresh('four'), onAllCores).orFail()
assert without.layersFrom('built') == one.layersFrom('built')
assert gzipped(without).empty
assert without.digest() != one.digest()

// A cache that has Jib's is no help, but those of the next runner
def five = build(shop.fresh('five'), onAllCores, *cache).orFail()
assert five.layersFrom('built') == one.layersFrom('built')
assert five.digest() == without.digest()
def six = build(shop.fresh('six'), onAllCores, *cache).orFail()
assert six.layersFrom('cache') == one.layersFrom('built')
assert six.digest() == without.digest()
