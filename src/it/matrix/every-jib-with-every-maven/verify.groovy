import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.it.ToolMatrix

def store = TestStore.of(basedir.toPath())
def artifact = { String id ->
  "<groupId>io.github.azblobcache</groupId><artifactId>$id</artifactId><version>$projectVersion</version>" as String
}

// Each way in a checkout of its own. Jib is bound to a phase
def checkout = { String name, Runner example ->
  def runner = example.fresh("way-$name")
  runner.edit('pom.xml', '<version>${jib-maven-plugin.version}</version>', '''<version>${jib-maven-plugin.version}</version>
        <executions><execution><phase>package</phase><goals><goal>buildTar</goal></goals></execution></executions>''')
  runner
}
def without = checkout('without', Examples.plain('hello-reactor', binding.variables))
def plugin = checkout('plugin', Examples.withCache('hello-reactor', binding.variables))
def extension = checkout('extension', Examples.plain('hello-reactor', binding.variables))
extension.edit('pom.xml', '</executions>', """</executions>
        <dependencies><dependency>${artifact('azblob-cache-jib-extension')}</dependency></dependencies>""")
extension.edit('pom.xml', '<from>\n            <image>${base.image}', """<pluginExtensions><pluginExtension>
            <implementation>io.github.azblobcache.jib.AzblobCacheExtension</implementation>
          </pluginExtension></pluginExtensions>
          <from>
            <image>\${base.image}""")
def core = checkout('core', Examples.plain('hello-reactor', binding.variables))
new File(core.checkout().toFile(), '.mvn/extensions.xml').text =
  "<extensions><extension>${artifact('azblob-cache-maven-plugin')}</extension></extensions>"

// What came of it is what the documentation says
def table = new ToolMatrix(without, [plugin: plugin, 'Jib extension': extension, 'Maven extension': core], store).table()
def page = new File("$examples/../docs/compatibility.md").text
assert page.contains(table)

// A Jib that has no extensions builds as it always did, and one line says that it got no layers
def old = ['-Djib-maven-plugin.version=2.2.0', '-Djib.container.mainClass=com.example.hello.Hello']
def unchanged = ImageBuild.hello(without.fresh('old-without'), *old).orFail()
def built = ImageBuild.hello(plugin.fresh('old'), *old, *ImageBuild.both(store.description('old'))).orFail()
assert built.lines() == ['[WARNING] Layer cache: not used with Jib 2.2.0, which has no extensions. Jib 2.4.0 and newer have.']
assert built.digest() == unchanged.digest()
