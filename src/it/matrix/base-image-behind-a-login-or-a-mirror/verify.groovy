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

// The login in each of the places where Jib finds it, and there alone: the documents of the pinned base image are exported
new BaseRegistry('u', 'p').withCloseable { registry ->
  build(hello.fresh('base'), [:], 'jib:build', "-Dimage=${registry.image('base:1')}",
      '-Djib.to.auth.username=u', '-Djib.to.auth.password=p')
  def pinned = registry.pinned('base', '1')
  def logins = "{\"${registry.address()}\": {\"auth\": \"${BaseRegistry.auth('u', 'p')}\"}}" as String
  // The folder of a place
  def place = { name, file, text ->
    def written = new File(basedir, "places/$name/$file")
    written.parentFile.mkdirs()
    written.text = text
    new File(basedir, "places/$name").path
  }
  def docker = place('docker', 'config.json', "{\"auths\": $logins}")
  def settings = place('settings', 'settings.xml', """<settings><servers><server><id>${registry.address()}</id>
      <username>u</username><password>p</password></server></servers></settings>""")
  def helpers = place('helpers', 'docker-credential-x', """#!/bin/sh
read -r server
[ "\$NAME" = u ] && echo '{"Username": "u", "Secret": "p"}'
""")
  new File(helpers, 'docker-credential-x').executable = true
  def ofHelper = place('docker-helper', 'config.json', "{\"credHelpers\": {\"${registry.address()}\": \"x\"}}")
  def withinFrom = { text -> { runner -> runner.edit('pom.xml', '<image>${base.image}</image>', "<image>\${base.image}</image>$text") } }
  [
    [name: 'configuration', line: ['-Dsecret=p'], edit: withinFrom('<auth><username>u</username><password>${secret}</password></auth>')],
    [name: 'properties', line: ['-Djib.from.auth.username=u', '-Djib.from.auth.password=p']],
    [name: 'helper', edit: withinFrom("<credHelper><helper>$helpers/docker-credential-x</helper><environment><NAME>u</NAME></environment></credHelper>")],
    [name: 'settings', line: ['-s', "$settings/settings.xml" as String]],
    [name: 'xdg-runtime', environment: [XDG_RUNTIME_DIR: place('xdg-runtime', 'containers/auth.json', "{\"auths\": $logins}")]],
    [name: 'xdg-config', environment: [XDG_CONFIG_HOME: place('xdg-config', 'containers/auth.json', "{\"auths\": $logins}")]],
    [name: 'docker-config', environment: [DOCKER_CONFIG: docker]],
    [name: 'kubernetes', environment: [DOCKER_CONFIG: place('kubernetes', '.dockerconfigjson', "{\"auths\": $logins}")]],
    [name: 'legacy', environment: [DOCKER_CONFIG: place('legacy', '.dockercfg', logins)]],
    [name: 'docker-helper', environment: [DOCKER_CONFIG: ofHelper, NAME: 'u', PATH: "$helpers${File.pathSeparator}${System.getenv('PATH')}" as String]],
    [name: 'home', environment: [HOME: place('home', '.docker/config.json', "{\"auths\": $logins}")]],
    [name: 'user-home', line: ["-Duser.home=${place('user-home', '.docker/config.json', "{\"auths\": $logins}")}" as String]],
  ].each { where ->
    def runner = hello.fresh("login-${where.name}")
    where.edit?.call(runner)
    def store = storeOf(where.name)
    def built = build(runner, where.environment ?: [:], 'jib:buildTar', "-Dbase.image=$pinned",
        *cache(store), *(where.line ?: []))
    assert built.warnings() == []
    assert built.lines().count { it.contains('read from its registry') } == 0
    assert store.stat("blobs/${digestOf(pinned)}") != null
  }

  // A second runner asks nothing, so it needs no login, also where a tag stands before the digest
  [pinned, "${registry.image('base:1')}@${digestOf(pinned)}"].eachWithIndex { name, i ->
    assert registry.asked {
      build(hello.fresh("no-login-$i"), [:], 'jib:buildTar', "-Dbase.image=$name", *cache(storeOf('legacy')))
    } == []
  }
  def both = "-Dbase.image=${registry.image('base:1')}@${digestOf(pinned)}" as String
  assert !registry.asked { build(hello.fresh('both-fill'), [DOCKER_CONFIG: docker], 'jib:buildTar', both, *cache(storeOf('both'))) }.empty
  assert registry.asked { build(hello.fresh('both'), [:], 'jib:buildTar', both, *cache(storeOf('both'))) } == []

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

// A registry that never answers, and a mirror that does. A connection to the registry is one that somebody waits for
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
  silent.soTimeout = 1
  def unasked = {
    try {
      silent.accept().close()
      return false
    } catch (SocketTimeoutException e) {
      return true
    }
  }

  def runner = hello.fresh('through-mirror')
  // Jib pulls, and then it has the image and only the export asks
  ['pulled', 'there'].each { name ->
    def store = storeOf(name)
    def built = build(runner, [:], 'jib:buildTar', "-Dbase.image=$pinned", throughMirror, *cache(store))
    assert built.lines().count { it.contains('read from its registry') } == 0
    assert store.stat("blobs/${digestOf(pinned)}") != null
    assert unasked()
  }

  // Offline, nobody is asked: Jib has the image, and the cache that is exported to is a folder
  def folder = { name ->
    def place = new File(basedir, name)
    ["-Dazblob-cache.from=type=local,src=$place" as String, "-Dazblob-cache.to=type=local,dest=$place,mode=max" as String]
  }
  build(runner, [:], '-o', 'jib:buildTar', "-Dbase.image=$pinned", *folder('offline'))
  assert unasked()

  // Without the mirror, Jib has the image and asks nobody. The export asks, gets no answer, and the build goes on
  def built = build(runner, [:], 'jib:buildTar', "-Dbase.image=$pinned", *folder('silent'))
  assert built.lines().count { it.contains('read from its registry (no answer in time)') } == 1
  assert !unasked()
  silent.close()
}
