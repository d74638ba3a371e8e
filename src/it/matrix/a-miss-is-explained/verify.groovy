import groovy.json.JsonSlurper
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def from = ImageBuild.from(store.description('main'))
def both = ImageBuild.both(store.description('main'))
def rebuilt = { ImageBuild build ->
  new JsonSlurper().parseText(build.report()).images[0].layers.findAll { it.rebuilt }.collectEntries { [it.name, it.rebuilt] }
}
def large = { Runner runner, int seed ->
  def file = new File(runner.checkout().toFile(), 'hello/src/main/jib/data/large.bin')
  file.parentFile.mkdirs()
  file.bytes = new byte[6_000_000].tap { new Random(seed).nextBytes(it) }
  runner
}
def names = [*ImageBuild.HELLO_LAYERS, 'extra files']

// Of the very first build there is nothing to compare with
def one = ImageBuild.hello(large(hello.fresh('one'), 1), both).orFail()
assert one.layersFrom('built') == names
assert rebuilt(one) == [:]

// An empty runner that gets every layer has nothing to explain
def two = ImageBuild.hello(large(hello.fresh('two'), 1), both).orFail()
assert two.layersFrom('cache') == names
assert rebuilt(two) == [:]

// A commit changes a class and the version of a library, adds a resource, and exchanges a large file
def commit = { Runner runner ->
  runner.edit('hello/src/main/java/com/example/hello/Hello.java', 'Hello, ', 'Good morning, ')
  runner.edit('pom.xml', '<slf4j.version>2.0.17', '<slf4j.version>2.0.16')
  new File(runner.checkout().toFile(), 'hello/src/main/resources/new.txt').text = 'new'
  large(runner, 2)
}

// Whoever only imports is told what is different,
def three = ImageBuild.hello(commit(hello.fresh('three')), '-X', from).orFail()
def explained = [
  dependencies: [
    because: '0 of 1 files changed, 1 added, 1 removed',
    files: ['added /app/libs/slf4j-api-2.0.16.jar', 'removed /app/libs/slf4j-api-2.0.17.jar']
  ],
  resources: [because: '0 of 5 files and folders changed, 1 added, 0 removed', files: ['added /app/resources/new.txt']],
  'extra files': [because: '1 of 2 files and folders changed, 0 added, 0 removed', files: ['changed /data/large.bin (content)']]
]
def found = rebuilt(three)
assert found.subMap(explained.keySet()) == explained

// down to the class,
assert found.classes.files.size() == 1
assert found.classes.files[0].startsWith('changed /app/classes/com/example/hello/Hello.class (')

// in the log too, for whoever wants details,
assert three.output().contains('Layer cache:   removed /app/libs/slf4j-api-2.0.17.jar')

// and in one line, of the layer that cost most
def lines = three.lines().findAll { it.startsWith('[INFO]') && it.contains(' was built: ') }
assert lines.size() == 1
assert lines[0] ==~ /\[INFO] Layer cache: com.example:hello: 'extra files' \(6.*MB\) was built: 1 of 2 files and folders changed, 0 added, 0 removed: .*/
assert lines[0].endsWith(': changed /data/large.bin (content)')

// An import has written nothing, so the next build is told the same; its export is the newest build then
assert rebuilt(ImageBuild.hello(commit(hello.fresh('four')), both).orFail()) == found
def five = ImageBuild.hello(commit(hello.fresh('five')), both).orFail()
assert five.layersFrom('cache') == names

// What the cache has lost did not change
store.delete("blobs/${Reports.digest('extra files', five.report())}")
def six = rebuilt(ImageBuild.hello(commit(hello.fresh('six')), from).orFail())
assert six.keySet() == ['extra files'] as Set
assert six['extra files'].because.contains('the cache has lost it')

// Where the lists themselves are lost, nothing is explained, and nothing else is different
store.keys().findAll { it.startsWith('blobs/') && !store.layers('main').contains(it) }.each { store.delete(it) }
def seven = ImageBuild.hello(commit(hello.fresh('seven')), both).orFail()
assert seven.layersFrom('built') == ['extra files']
assert rebuilt(seven) == [:]
assert seven.warnings().empty
assert seven.digest() == five.digest()

// A jar that Maven has written the time into is named, with what to set
def timed = hello.fresh('timed')
timed.edit('pom.xml', '<project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>', '')
def packaged = { String name ->
  def runner = timed.fresh(name)
  def run = runner.maven('-pl', 'hello', 'package', 'jib:buildTar', '-Djib.containerizingMode=packaged', *ImageBuild.both(store.description('packaged')))
  new ImageBuild(runner.checkout().resolve('hello'), run).orFail()
}
def hints = { ImageBuild build -> build.lines().findAll { it.contains('Set <project.build.outputTimestamp>') } }
assert hints(packaged('timed-one')).empty
def again = hints(packaged('timed-two'))
assert again.size() == 1
assert again[0].contains('hello-1.0.0.jar is different after each build')
