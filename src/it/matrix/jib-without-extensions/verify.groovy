import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore

def store = TestStore.of(basedir.toPath())

// A Jib that has no extensions builds as it always did, and one line says that it got no layers
def old = ['-Djib-maven-plugin.version=2.2.0', '-Djib.container.mainClass=com.example.hello.Hello']
def unchanged = ImageBuild.hello(Examples.plain('hello-reactor', binding.variables).fresh('without'), *old).orFail()
def plugin = Examples.withCache('hello-reactor', binding.variables).fresh('plugin')
def built = ImageBuild.hello(plugin, *old, *ImageBuild.both(store.description('old'))).orFail()
assert built.lines() == ['[WARNING] Layer cache: not used with Jib 2.2.0, which has no extensions. Jib 2.4.0 and newer have.']
assert built.digest() == unchanged.digest()
