import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.DockerDaemon
import io.github.azblobcache.testkit.DockerRegistry

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def registry = DockerRegistry.shared().address()
def docker = [DOCKER_HOST: DockerDaemon.shared().dockerHost()]
def plainHttp = ['-Djib.allowInsecureRegistries=true', '-DsendCredentialsOverHttp=true']

// The base image is in the registry too, and has layers of its own
def base = "$registry/base:1"
hello.fresh('base').maven('-pl', 'hello', 'compile', 'jib:build', "-Dimage=$base", *plainHttp).orFail()

def digests = ['build', 'buildTar', 'dockerBuild'].collect { goal ->
  def cache = ImageBuild.both(store.description(goal))
  def build = { name ->
    def runner = hello.fresh("$goal-$name")
    def line = ['-pl', 'hello', 'compile', "jib:$goal", "-Dbase.image=$base", "-Dimage=$registry/hello:$goal"]
    new ImageBuild(runner.checkout().resolve('hello'), runner.maven(docker, *line, *cache, *plainHttp)).orFail()
  }

  // The first runner builds every layer but the base image's
  def one = build('one')
  assert one.layersFrom('built') == ImageBuild.HELLO_LAYERS

  // The second builds none
  def two = build('two')
  assert two.layersFrom('cache') == ImageBuild.HELLO_LAYERS

  // It is the same image
  assert two.digest() == one.digest()
  one.digest()
}

// The registry has the image that the second runner has pushed
def pushed = new URL("http://$registry/v2/hello/manifests/build").openConnection()
pushed.setRequestProperty('Accept', 'application/vnd.docker.distribution.manifest.v2+json')
assert pushed.getHeaderField('Docker-Content-Digest') == digests[0]

// A runner that may leave layers in the registry fetches none, and pushes the same image
def lazy = hello.fresh('build-lazy')
def cache = ImageBuild.both(store.description('build'))
def line = ['-pl', 'hello', 'compile', "-Dbase.image=$base", "-Dimage=$registry/hello:build", *cache, *plainHttp]
def left = new ImageBuild(lazy.checkout().resolve('hello'), lazy.maven(*line, '-Dazblob-cache.lazy', 'jib:build')).orFail()
assert left.layersFrom('in registry') == ImageBuild.HELLO_LAYERS
assert left.output().contains("${ImageBuild.HELLO_LAYERS.size()} in registry (")
assert left.digest() == digests[0]

// What Jib finds there next is no stand-in: it has nothing, and gets every layer
def tar = new ImageBuild(lazy.checkout().resolve('hello'), lazy.maven(*line, 'jib:buildTar')).orFail()
assert tar.layersFrom('cache') == ImageBuild.HELLO_LAYERS
assert tar.digest() == digests[1]

// The daemon has the one that was loaded last
def images = ['docker', '-H', docker.DOCKER_HOST, 'images', '--format', '{{.Repository}}:{{.Tag}}'].execute().text
assert images.readLines() == ["$registry/hello:dockerBuild" as String]
