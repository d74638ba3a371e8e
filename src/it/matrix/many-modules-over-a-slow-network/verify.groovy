import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Link
import io.github.azblobcache.testkit.ThrottlingProxy
import java.nio.file.Files

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())

// 24 modules that need not wait for each other, each with 100 kB that no other has
def modules = (1..24).collect { 'module-' + it.toString().padLeft(2, '0') }
def reactor = { String name ->
  def runner = hello.fresh(name)
  def pom = runner.read('hello/pom.xml')
  modules.eachWithIndex { module, i ->
    def folder = Files.createDirectories(runner.checkout().resolve(module)).toFile()
    new File(folder, 'pom.xml').text = pom.replace('<artifactId>hello</artifactId>', "<artifactId>$module</artifactId>")
    def sources = new File(folder, 'src/main/resources/data.bin')
    sources.parentFile.mkdirs()
    sources.bytes = new byte[100_000].tap { new Random(i).nextBytes(it) }
    def main = new File(folder, 'src/main/java/Main.java')
    main.parentFile.mkdirs()
    main.text = 'public class Main { public static void main(String[] arguments) {} }'
  }
  runner.edit('pom.xml', '<module>hello</module>', modules.collect { "<module>$it</module>" }.join())
  runner.edit('pom.xml', '<module>goodbye</module>', '')
  runner
}
def build = { runner, cache ->
  def run = runner.maven('-T2', 'package', 'jib:buildTar', *ImageBuild.both(cache.description('main'))).orFail()
  modules.collect { new ImageBuild(runner.checkout().resolve(it), run) }
}

def one = build(reactor('one'), store)
assert one*.layersFrom('cache').every { it.empty }

// 1.25 MB a second for all of them: what a module needs first comes first, and no layer is built because it waits for others
ThrottlingProxy.before(store.accountUrl(), Link.of(10, 20)).withCloseable { proxy ->
  def two = build(reactor('two'), store.through(proxy.through(store.accountUrl())))
  assert two*.layersFrom('cache').every { it.size() == 4 }
  assert two*.digest() == one*.digest()
}
