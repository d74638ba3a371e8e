import io.github.azblobcache.it.Faces
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore

def store = TestStore.of(basedir.toPath())

// Nothing was in the cache: every layer is built, and exported
def report = new File(basedir, 'target/azblob-cache/report.json').text
assert Reports.layersFrom('built', report) == ['dependencies', 'resources', 'classes', 'jvm arg files']
assert store.layers('invoker').size() == 4
assert store.keys().contains('manifests/invoker')

new Faces(Runner.of(basedir, mavenHome as File, localRepositoryPath, itSettings as File), store).checkWithPlugin()
