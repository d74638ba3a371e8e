import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
def cache = ImageBuild.both(store.description('main'))
def exported = { store.keys().contains('manifests/main') }

// With the export bound to verify
def bound = hello.fresh('bound')
bound.edit('pom.xml', '<extensions>true</extensions>', '''<extensions>true</extensions>
            <executions><execution><phase>verify</phase><goals><goal>export</goal></goals></execution></executions>''')

// nothing is exported before,
def packaged = ImageBuild.hello(bound, 'package', *cache).orFail()
assert packaged.layersFrom('built') == ImageBuild.HELLO_LAYERS
assert !exported()

// and all is then
def verified = ImageBuild.hello(bound, 'verify', *cache).orFail()
assert verified.lines().any { it.contains('4 uploaded') }
assert exported()

// On another runner the import goal fetches all layers while there is a network; of two modules the cache knows nothing
def runner = hello.fresh('import')
def imported = runner.maven("$plugin:import", ImageBuild.from(store.description('main'))).orFail()
assert imported.output().contains('Layer cache: 4 layers imported (')

// A later build in that checkout, which is offline and has empty Jib caches, finds them
assert !runner.checkout().resolve('hello/target').toFile().exists()
def offline = ImageBuild.hello(runner, '-o', *cache).orFail()
assert offline.layersFrom('cache') == ImageBuild.HELLO_LAYERS
assert offline.digest() == packaged.digest()

// A later import brings the newest build in place of the one before; one that fails leaves that where it is
hello.edit('hello/src/main/resources/hello.properties', 'Hello', 'Bonjour')
def changed = ImageBuild.hello(hello.fresh('changed'), *cache).orFail()
assert changed.layersFrom('cache').size() == 3
def again = runner.maven("$plugin:import", ImageBuild.from(store.description('main'))).orFail()
assert again.output().contains('Layer cache: 4 layers imported (')
def failed = runner.maven("$plugin:import", ImageBuild.from(new TestStore(store.accountUrl(), 'never-made').description('main')))
assert failed.exitCode() == 1
runner.edit('hello/src/main/resources/hello.properties', 'Hello', 'Bonjour')
new File(runner.checkout().toFile(), 'hello/target').deleteDir()
assert ImageBuild.hello(runner, '-o', *cache).orFail().layersFrom('cache') == ImageBuild.HELLO_LAYERS

// With nothing configured, an import says what is missing and what to write
def bare = hello.fresh('bare')
def nothing = bare.maven("$plugin:import")
assert nothing.exitCode() == 1
assert nothing.output().contains('No cache to import from is configured. Set <cacheFrom>')

// Offline, it says so, and leaves what an earlier import has brought
def cutOff = runner.maven('-o', "$plugin:import", ImageBuild.from(store.description('main')))
assert cutOff.exitCode() == 1
assert cutOff.output().contains('Maven is offline, so nothing can be imported.')
new File(runner.checkout().toFile(), 'hello/target').deleteDir()
assert ImageBuild.hello(runner, '-o', *cache).orFail().layersFrom('cache') == ImageBuild.HELLO_LAYERS

// That the cache to export to needs the network is no reason
def local = runner.checkout().resolve('layers')
def localOnly = runner.maven('-o', "$plugin:import", ImageBuild.from("type=local,src=$local"), ImageBuild.to(store.description('main')))
assert !localOnly.output().contains('Maven is offline, so nothing can be imported.')
assert localOnly.output().contains("$local")

// An export has nothing to do where no image was built
def idle = bare.maven("$plugin:export").orFail()
assert idle.output().contains('Layer cache: nothing to export')

// The goals can be asked what they do, and skipped
def help = bare.maven("$plugin:help").orFail()
assert ['azblob-cache:import', 'azblob-cache:export', 'azblob-cache:help'].every { help.output().contains(it) }
def skipped = bare.maven("$plugin:import", '-Dazblob-cache.skip').orFail()
assert skipped.output().contains('Layer cache: skipped')
