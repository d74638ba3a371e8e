import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.MavenRuns

def store = TestStore.of(basedir.toPath())
def core = Examples.plain('hello-reactor', binding.variables).fresh('template-core')
def inPom = Examples.withCache('hello-reactor', binding.variables)
def artifact = "<groupId>io.github.azblobcache</groupId><artifactId>azblob-cache-maven-plugin</artifactId><version>$projectVersion</version>"
new File(core.checkout().toFile(), '.mvn/extensions.xml').text = "<extensions><extension>$artifact</extension></extensions>"
def faces = [
  plugin: [inPom, 'azblob-cache'],
  core: [core, "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion" as String]
]

// A base image in a tar file, which Jib compresses on each new machine
def saved = inPom.fresh('saved')
saved.maven('-pl', 'hello', 'compile', 'jib:buildTar', '-Dimage=saved:1', '-Dazblob-cache.skip').orFail()
def base = "-Dbase.image=tar://${saved.checkout().resolve('hello/target/jib-image.tar')}" as String

def proxy = { String nonProxyHosts ->
  def file = File.createTempFile('settings', '.xml', basedir)
  file.text = """<settings><proxies><proxy><active>true</active><protocol>http</protocol><host>127.0.0.1</host>
    <port>1</port><nonProxyHosts>$nonProxyHosts</nonProxyHosts></proxy></proxies></settings>"""
  file.path
}

for (version in ['3.6.3', '3.9.16', '3.10.0', '4.0.0-rc-5', '4.0.0-rc-6']) {
  faces.each { name, face ->
    def (project, prefix) = face
    def runner = { String machine -> project.fresh("$version-$name-$machine").with(MavenRuns.withVersion(version)) }
    def cache = ImageBuild.both(store.description("$version-$name") + ',mode=max')

    // The first build exports the base image too, the second gets all. A proxy that is not for the store is no trouble
    def one = ImageBuild.hello(runner('one'), base, *cache).orFail()
    def second = runner('two')
    def two = ImageBuild.hello(second, '-X', base, '-s', proxy('*'), *cache).orFail()
    assert two.layersFrom('remote').size() == 4 + ImageBuild.HELLO_LAYERS.size()
    assert two.lines().count { it =~ /Base layer sha256:\w{64} comes from the cache/ } == 4
    assert [one, two]*.warnings() == [[], []]
    assert one.digest() == two.digest()

    // Every goal, in the project
    def all = ['du', 'verify', 'prune', 'import', 'help'].collect { "$prefix:$it" as String }
    def output = second.maven(*all, *cache).orFail().output()
    assert output =~ /Total: *\d/
    assert output.contains('0 damaged, 0 repaired, 0 hints, 0 failed')
    assert output =~ /Layer cache: \d+ layers imported/
    assert output.contains('azblob-cache:prune')

    // The proxy of settings.xml is the one that counts: this one is not there
    def behind = second.maven('-s', proxy('nowhere.example.com'), "$prefix:du", *cache)
    assert behind.exitCode() == 1
    assert behind.output() =~ /ERROR.*(proxy|Connection refused)/
  }
}
