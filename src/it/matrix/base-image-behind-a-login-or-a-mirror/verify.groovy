import io.github.azblobcache.it.BaseRegistry
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore

def hello = Examples.withCache('hello-reactor', binding.variables)

def build = { runner, environment, String... line ->
  new ImageBuild(runner.checkout().resolve('hello'),
      runner.maven(environment, '-pl', 'hello', 'compile', *line, *BaseRegistry.PLAIN_HTTP)).orFail()
}
def cache = { store -> ImageBuild.both(store.description('main') + ',mode=max') }
def storeOf = { name -> TestStore.of(new File(basedir, name).toPath()) }
def digestOf = { pinned -> pinned.split('@')[1] }

// The login in each of the places where Jib finds it: the documents of the pinned base image are exported
new BaseRegistry('u', 'p').withCloseable { registry ->
  build(hello.fresh('base'), [:], 'jib:build', "-Dimage=${registry.image('base:1')}",
      '-Djib.to.auth.username=u', '-Djib.to.auth.password=p')
  def pinned = registry.pinned('base', '1')
  def file = { name, text ->
    def written = new File(basedir, "places/$name")
    written.parentFile.mkdirs()
    written.text = text
    written
  }
  def json = '{"auths":{"' + registry.address() + '":{"auth":"' + BaseRegistry.auth('u', 'p') + '"}}}'
  def docker = file('docker/config.json', json).parent
  def xdg = file('xdg/containers/auth.json', json).parentFile.parent
  def home = file('home/.docker/config.json', json).parentFile.parent
  def kubernetes = file('kubernetes/.dockerconfigjson', json).parent
  def settings = file('settings.xml', """<settings><servers><server><id>${registry.address()}</id>
      <username>u</username><password>p</password></server></servers></settings>""")
  def helper = file('docker-credential-x', '#!/bin/sh\nread -r server\n[ "$NAME" = u ] && echo "{\\"Username\\":\\"u\\",\\"Secret\\":\\"p\\"}"\n')
  helper.executable = true
  def withHelper = { runner ->
    runner.edit('pom.xml', '<image>${base.image}</image>', """<image>\${base.image}</image>
        <credHelper><helper>$helper</helper><environment><NAME>u</NAME></environment></credHelper>""")
  }
  def withAuth = { runner ->
    runner.edit('pom.xml', '<image>${base.image}</image>', """<image>\${base.image}</image>
        <auth><username>u</username><password>\${secret}</password></auth>""")
  }
  def nothing = { runner -> }
  [
    [name: 'docker-config', environment: [DOCKER_CONFIG: docker]],
    [name: 'xdg', environment: [XDG_RUNTIME_DIR: xdg]],
    [name: 'home', environment: [HOME: home], line: ["-Duser.home=${new File(basedir, 'nobody')}" as String]],
    [name: 'kubernetes', environment: [DOCKER_CONFIG: kubernetes]],
    [name: 'settings', line: ['-s', settings.toString()]],
    [name: 'auth', line: ['-Dsecret=p'], edit: withAuth],
    [name: 'helper', edit: withHelper],
  ].each { place ->
    def runner = hello.fresh("login-${place.name}")
    (place.edit ?: nothing).call(runner)
    def store = storeOf(place.name)
    def built = build(runner, place.environment ?: [:], 'jib:buildTar', "-Dbase.image=$pinned",
        *cache(store), *(place.line ?: []))
    assert built.warnings() == []
    assert built.lines().count { it.contains('read from its registry') } == 0
    assert store.stat("blobs/${digestOf(pinned)}") != null
  }

  // A second runner asks nothing, so it needs no login
  assert registry.asked {
    build(hello.fresh('no-login'), [:], 'jib:buildTar', "-Dbase.image=$pinned", *cache(storeOf('xdg')))
  } == []

  // By tag, to a repository that is empty: the base layers come from the cache
  def layers = registry.blobs('base', '1').drop(1).collect { "GET /v2/base/blobs/$it" as String }
  def asked = registry.asked {
    build(hello.fresh('push-fill'), [DOCKER_CONFIG: docker], 'jib:buildTar', "-Dbase.image=${registry.image('base:1')}",
        *cache(storeOf('push')))
  }
  assert asked.containsAll(layers)
  asked = registry.asked {
    build(hello.fresh('push'), [DOCKER_CONFIG: docker], 'jib:build', "-Dbase.image=${registry.image('base:1')}",
        "-Dimage=${registry.image('app:1')}", *cache(storeOf('push')))
  }
  assert asked.intersect(layers) == []
}

// A registry that never answers, and a mirror that does
new BaseRegistry().withCloseable { mirror ->
  def silent = new ServerSocket(0, 50, InetAddress.loopbackAddress)
  def origin = "127.0.0.1:${silent.localPort}"
  build(hello.fresh('mirrored'), [:], 'jib:build', "-Dimage=${mirror.image('base:1')}")
  def pinned = mirror.pinned('base', '1').replace(mirror.address(), origin)
  def config = new File(basedir, 'jib/config.json')
  config.parentFile.mkdirs()
  config.text = """{"disableUpdateCheck": true,
      "registryMirrors": [{"registry": "$origin", "mirrors": ["${mirror.address()}"]}]}"""
  def throughMirror = "-Djib.configDirectory=${config.parent}" as String
  def unasked = {
    silent.soTimeout = 1
    try {
      silent.accept().close()
      return false
    } catch (SocketTimeoutException e) {
      return true
    }
  }

  def runner = hello.fresh('through-mirror')
  def store = storeOf('mirror')
  def built = build(runner, [:], 'jib:buildTar', "-Dbase.image=$pinned", throughMirror, *cache(store))
  assert built.lines().count { it.contains('read from its registry') } == 0
  assert store.stat("blobs/${digestOf(pinned)}") != null
  assert unasked()

  // Offline, nobody is asked: Jib has the image, and the cache that is exported to is a folder
  def folder = { name ->
    def place = new File(basedir, name)
    ["-Dazblob-cache.from=type=local,src=$place" as String, "-Dazblob-cache.to=type=local,dest=$place,mode=max" as String]
  }
  build(runner, [:], '-o', 'jib:buildTar', "-Dbase.image=$pinned", *folder('offline'))
  assert unasked()

  // Jib has the image and asks nobody. The export asks, gets no answer, and the build goes on
  built = build(runner, [:], 'jib:buildTar', "-Dbase.image=$pinned", *folder('silent'))
  assert built.lines().count { it.contains('read from its registry (no answer in time)') } == 1
  silent.close()
}
