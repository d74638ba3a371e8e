import groovy.json.JsonSlurper
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Parallel
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import java.nio.file.Files
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicLong

def BUILDERS = 8
def AT_LEAST = TimeUnit.MINUTES.toNanos(2)
def AT_MOST = TimeUnit.MINUTES.toNanos(8)
// Half of it is what a build has between its first look at a blob and its manifest, on a machine that is busy with nine others
def GRACE = '-Dazblob-cache.grace=60s'

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
def names = ['one', 'two', 'three']
def properties = 'hello/src/main/resources/hello.properties'
def original = hello.read(properties)
// Nine Mavens on few cores: what a JVM would compile for a long life is not worth it
def quick = [MAVEN_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC']

def folder = Files.createDirectories(hello.checkout().resolveSibling('no-project'))
def nowhere = new Runner(folder, hello.machine(), hello.maven(), hello.repository(), hello.settings())
def goal = { String name, String... arguments ->
  nowhere.maven(quick, "$plugin:$name", '-q', '-Dazblob-cache.format=json', ImageBuild.to(store.description('any')), GRACE, *arguments)
}
def json = { run ->
  run.output().replaceAll(/\e\[[\d;]*m/, '').readLines().findAll { it.startsWith('{') }.collect { new JsonSlurper().parseText(it) }
}
def prune = { json(goal('prune', '-Dazblob-cache.keep=1').orFail()).find { it.Type == 'result' } }

// What the builds have done, as their logs tell, and what the prunes have
def builds = new AtomicLong()
def redated = new AtomicLong()
def uploads = new ConcurrentHashMap<String, Integer>()
def uploadedAgain = { uploads.values().any { it > 1 } }
def deleted = new AtomicLong()
def prunes = new AtomicLong()
def count = { ImageBuild build ->
  builds.incrementAndGet()
  build.lines().each { line ->
    def match = line =~ /Layer cache: (Uploaded|Re-dated) (blobs\/\S+)/
    if (match) {
      match[0][1] == 'Uploaded' ? uploads.merge(match[0][2], 1, Integer::sum) : redated.incrementAndGet()
    }
  }
}

def start = System.nanoTime()
def hasSeenAll = { redated.get() > 0 && deleted.get() > 0 && uploadedAgain() }
def isOver = {
  def elapsed = System.nanoTime() - start
  elapsed > AT_MOST || (elapsed > AT_LEAST && hasSeenAll())
}

// Each build has one of some variants of a layer. The next is half as frequent as the one before, so that however fast the
// machine is, some come back before they are half the grace period old, some later, and some when prune has deleted them
def build = { Runner runner, int variant, String name, String... more ->
  new File(runner.checkout().toFile(), 'hello/target/jib-cache').deleteDir()
  Files.writeString(runner.checkout().resolve(properties), original.replace('Hello', "Hello, variant $variant"))
  ImageBuild.hello(runner, quick, '-X', GRACE, *ImageBuild.both(store.description(name)), *more).orFail()
}
def builder = { int number ->
  def runner = hello.fresh("builder-$number")
  def random = new Random(number)
  while (!isOver()) {
    def variant = Math.min(9, Integer.numberOfTrailingZeros(random.nextInt()))
    count(build(runner, variant, names[random.nextInt(names.size())]))
  }
}
def pruner = {
  while (!isOver()) {
    if (store.keys()) {
      deleted.addAndGet(prune()?.Blobs ?: 0)
      prunes.incrementAndGet()
    }
  }
}
def tasks = (1..BUILDERS).collect { number -> { -> builder(number) } as Callable } + [pruner as Callable]
Parallel.start(tasks)*.get()
println "${builds.get()} builds re-dated ${redated.get()} and uploaded ${uploads.size()} blobs, ${uploads.values().sum()} times; ${prunes.get()} prunes deleted ${deleted.get()}"

// It was the race that it was meant to be: builds reused blobs that were old, prune deleted, and builds uploaded anew
assert redated.get() > 0
assert deleted.get() > 0
assert uploadedAgain()

// Every layer that a manifest names is there, and is what it says
def verified = goal('verify').orFail()
assert json(verified).find { it.Type == 'result' }.subMap('Damage', 'Failed') == [Damage: 0, Failed: 0]

// And what was built last is found by an empty runner, after one more prune
def last = build(hello.fresh('last'), 100, 'one')
prune()
def cold = build(hello.fresh('cold'), 100, 'one')
assert cold.layersFrom('cache') == ImageBuild.HELLO_LAYERS
assert cold.digest() == last.digest()
