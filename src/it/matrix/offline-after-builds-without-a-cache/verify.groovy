import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.MavenRuns

// One mirror of all: a folder with what this build has downloaded, and with ours
def artifact = { String id -> "<groupId>io.github.azblobcache</groupId><artifactId>$id</artifactId><version>$projectVersion</version>" as String }
def settings = new File(basedir, 'settings.xml')
settings.text = (itSettings as File).text.replaceAll('(?s)<(pluginRepository|repository)>.*?</\\1>') { all, kind ->
  all + """<$kind><id>ours</id><url>${localRepositoryPath.toURI()}</url>
    <releases><checksumPolicy>ignore</checksumPolicy></releases><snapshots><checksumPolicy>ignore</checksumPolicy></snapshots></$kind>"""
}
// Maven 3.6 knows no other profiles when it looks for core extensions
settings.text = settings.text.replace('</settings>', '<activeProfiles><activeProfile>it-repo</activeProfile></activeProfiles></settings>')

// Nobody asks for a cache when the repository is filled
def bound = { Runner runner ->
  runner.edit('pom.xml', '<version>${jib-maven-plugin.version}</version>', '''<version>${jib-maven-plugin.version}</version>
        <executions><execution><phase>package</phase><goals><goal>buildTar</goal></goals></execution></executions>''')
  runner
}
def plugin = { bound(Examples.withCache('hello-reactor', binding.variables)).fresh('template-plugin') }
def core = {
  def runner = bound(Examples.plain('hello-reactor', binding.variables)).fresh('template-core')
  new File(runner.checkout().toFile(), '.mvn/extensions.xml').text = "<extensions><extension>${artifact('azblob-cache-maven-plugin')}</extension></extensions>"
  runner
}
def extension = {
  def runner = bound(Examples.plain('hello-reactor', binding.variables)).fresh('template-extension')
  runner.edit('pom.xml', '</executions>', """</executions>
        <dependencies><dependency>${artifact('azblob-cache-jib-extension')}</dependency></dependencies>""")
  runner.edit('pom.xml', '<from>\n            <image>${base.image}', """<pluginExtensions><pluginExtension>
            <implementation>io.github.azblobcache.jib.AzblobCacheExtension</implementation>
          </pluginExtension></pluginExtensions>
          <from>
            <image>\${base.image}""")
  runner
}
def faces = [plugin: plugin(), core: core(), extension: extension()]
// Each Maven, and each way to use azblob-cache
def tried = ['3.6.3': ['plugin'], '3.9.16': ['core', 'extension'], '3.10.0': ['plugin'], '4.0.0-rc-5': ['core']]

tried.each { version, names ->
  names.each { face ->
    def template = faces[face]
    def name = "$version-$face" as String
    def folder = new File(basedir, "repository-$name")
    def machine = { String what ->
      def fresh = template.fresh("$name-$what")
      new Runner(fresh.checkout(), fresh.machine(), MavenRuns.withVersion(version).home(), folder.toPath(), settings.toPath())
    }
    def image = { Runner runner, run -> new ImageBuild(runner.checkout().resolve('hello'), run) }
    def both = ["-Dazblob-cache.from=type=local,src=$basedir/cache-$name", "-Dazblob-cache.to=type=local,dest=$basedir/cache-$name"]

    machine('fill').maven('org.apache.maven.plugins:maven-dependency-plugin:3.9.0:go-offline').orFail()
    // What go-offline leaves out is not ours: a build without a cache brings it
    def without = machine('without')
    image(without, without.maven('-pl', 'hello', 'package')).orFail()

    def one = machine('one')
    assert image(one, one.maven('-o', '-pl', 'hello', 'package', *both)).orFail().layersFrom('built') == ImageBuild.HELLO_LAYERS
    def two = machine('two')
    assert image(two, two.maven('-o', '-pl', 'hello', 'package', *both)).orFail().layersFrom('cache') == ImageBuild.HELLO_LAYERS
    folder.deleteDir()
  }
}

// The goal import where the network is, on a machine that has never built with a cache; then a build without a network
def store = TestStore.of(basedir.toPath())
def both = ImageBuild.both(store.description('main'))
ImageBuild.hello(Examples.withCache('hello-reactor', binding.variables).fresh('exporter'), *both).orFail()
def template = Examples.withCache('hello-reactor', binding.variables).fresh('importer')
def importer = new Runner(template.checkout(), template.machine(), template.maven(), new File(basedir, 'repository-import').toPath(), settings.toPath())
ImageBuild.hello(importer).orFail()
importer.maven("io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion:import", ImageBuild.from(store.description('main'))).orFail()
new File(importer.checkout().toFile(), 'hello/target').deleteDir()
assert ImageBuild.hello(importer, '-o', *both).orFail().layersFrom('cache') == ImageBuild.HELLO_LAYERS
