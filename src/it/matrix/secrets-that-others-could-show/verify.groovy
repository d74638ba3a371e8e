import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput
import groovy.xml.XmlUtil
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.MavenRuns
import java.nio.file.Files

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
ImageBuild.hello(hello.fresh('first'), ImageBuild.to(store.description('main'))).orFail()

// A signature of this test's own: nothing else on the machine has it
def sas = store.signature('rcw')
def signature = sas.split('&').find { it.startsWith('sig=') }.substring(4)
def secrets = [signature, URLDecoder.decode(signature, 'UTF-8')]
def linesWithSecret = { String text -> text.readLines().findAll { line -> secrets.any { line.contains(it) } } }
def without = "type=azblob,account_url=${store.accountUrl()},container=${store.container()},name=main" as String
def description = "$without,sas_token=$sas" as String
def inXml = XmlUtil.escapeXml(description)

// The command lines of all processes of a build, as everybody on the machine can read them
def watched = { Closure<ImageBuild> build ->
  def lines = Collections.synchronizedSet(new TreeSet())
  def ended = new java.util.concurrent.CountDownLatch(1)
  def watcher = Thread.start {
    while (!ended.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      ProcessHandle.current().descendants().forEach { process ->
        def file = new File("/proc/${process.pid()}/cmdline")
        try {
          lines << (file.exists() ? file.text.replace('\0', ' ') : process.info().commandLine().orElse(''))
        } catch (IOException e) {
          // It has ended
        }
      }
    }
  }
  def built = build()
  ended.countDown()
  watcher.join()
  assert lines.any { it.contains('-Dmaven.repo.local=') }
  assert linesWithSecret(lines.join('\n')) == []
  built.orFail()
  assert built.warnings().empty
  assert built.layersFrom('cache') == ImageBuild.HELLO_LAYERS
  assert linesWithSecret(built.report()) == []
  assert linesWithSecret(built.module().resolve('target/azblob-cache/report.html').toFile().text) == []
  built
}
def build = { Runner runner, Map environment, String... arguments ->
  runner.maven(environment.subMap(['MAVEN_OPTS']), '-pl', 'hello', 'compile', '-Dazblob-cache.skip').orFail()
  def summary = Files.createTempFile(runner.machine().getParent(), 'summary', '.md')
  def all = environment + [GITHUB_STEP_SUMMARY: summary as String]
  def built = watched {
    new ImageBuild(runner.checkout().resolve('hello'), runner.maven(all, '-X', '-pl', 'hello', 'jib:buildTar', *arguments))
  }
  assert !summary.toFile().text.blank
  assert linesWithSecret(summary.toFile().text) == []
  built
}

// From the environment
def both = [AZBLOB_CACHE_FROM: description, AZBLOB_CACHE_TO: description]
assert linesWithSecret(build(hello.fresh('environment'), both).output()) == []

// From settings.xml
def withServer = { Runner runner, String password ->
  def settings = Files.createDirectories(hello.machine().resolveSibling('settings')).resolve('settings.xml')
  settings.toFile().text = hello.settings().toFile().text.replace('<profiles>',
    "<servers><server><id>cache</id><password>${XmlUtil.escapeXml(password)}</password></server></servers><profiles>")
  new Runner(runner.checkout(), runner.machine(), runner.maven(), runner.repository(), settings)
}
def byServer = [AZBLOB_CACHE_FROM: "$without,server=cache" as String]
assert linesWithSecret(build(withServer(hello.fresh('server'), sas), byServer).output()) == []

// From the plugin's configuration, which Maven shows when it runs a goal of this plugin, and not before
def inPlugin = hello.fresh('plugin')
inPlugin.edit('pom.xml', '<artifactId>azblob-cache-maven-plugin</artifactId>',
  "<artifactId>azblob-cache-maven-plugin</artifactId><configuration><cacheFrom>$inXml</cacheFrom></configuration>")
assert linesWithSecret(build(inPlugin, [:]).output()) == []
def goal = inPlugin.maven('-X', "$plugin:import", '-pl', 'hello').orFail()
assert linesWithSecret(goal.output()).every { it =~ /^ *<cacheFrom>|^\[DEBUG\] +\(f\) cacheFrom = / }
assert linesWithSecret(goal.output()).size() == 2

// The token of a login: the store of this test refuses it, and what is said of that does not show it
def token = "canary-${UUID.randomUUID()}" as String
def identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
def asked = Collections.synchronizedList([])
identity.createContext('/') { exchange ->
  asked << exchange.requestURI.query
  def answer = JsonOutput.toJson([access_token: token, token_type: 'Bearer', resource: 'https://storage.azure.com/',
    expires_on: (System.currentTimeMillis().intdiv(1000) + 3600) as String]).bytes
  exchange.responseHeaders.add('Content-Type', 'application/json')
  exchange.sendResponseHeaders(200, answer.length)
  exchange.responseBody.withStream { it.write(answer) }
}
identity.start()
try {
  def login = [IDENTITY_ENDPOINT: "http://127.0.0.1:${identity.address.port}/msi/token" as String, IDENTITY_HEADER: 'header',
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential', AZBLOB_CACHE_FROM: without]
  def refused = hello.fresh('login').maven(login, '-X', '-pl', 'hello', 'compile', 'jib:buildTar').orFail()
  assert asked.any { it.contains('storage.azure.com') }
  assert refused.output().contains('[WARNING] Layer cache: ')
  assert !refused.output().contains(token)
} finally {
  identity.stop(0)
}

// Maven 4 decrypts what the Mavens before have encrypted
def security = hello.machine().resolveSibling('settings').resolve('settings-security.xml').toFile()
def encrypted = { String... arguments ->
  hello.maven(arguments).orFail().output().findAll(/\{[^{}\s]+\}/).last()
}
security.text = "<settingsSecurity><master>${encrypted('--encrypt-master-password', 'master')}</master></settingsSecurity>"
def password = encrypted("-Dsettings.security=$security", '--encrypt-password', sas)
def maven4 = MavenRuns.withVersion('4.0.0-rc-6')
def four = withServer(hello.fresh('four').with(maven4), password)
def ofFour = build(four, byServer + [MAVEN_OPTS: "-Dsettings.security=$security" as String])
assert linesWithSecret(ofFour.output()) == []

// And what its own mvnenc does, which asks at a terminal: so its cipher is called without it
def jars = maven4.home().resolve('lib').toFile().listFiles().findAll { it.name.startsWith('plexus-sec-dispatcher') }
def cipher = new URLClassLoader(jars*.toURI()*.toURL() as URL[], (ClassLoader) null)
  .loadClass('org.codehaus.plexus.components.secdispatcher.internal.cipher.AESGCMNoPadding').getDeclaredConstructor().newInstance()
def ofMvnenc = "{[name=master,cipher=AES/GCM/NoPadding,version=4.1]${cipher.encrypt(sas, 'master')}}" as String
security.text = """<settingsSecurity><defaultDispatcher>master</defaultDispatcher><configurations><configuration><name>master</name>
  <properties>
    <property><name>cipher</name><value>AES/GCM/NoPadding</value></property>
    <property><name>source</name><value>system-property:master</value></property>
  </properties></configuration></configurations></settingsSecurity>"""
def mvnenc = withServer(hello.fresh('mvnenc').with(maven4), ofMvnenc)
def ofTheNew = build(mvnenc, byServer + [MAVEN_OPTS: "-Dmaven.settings.security=$security -Dmaster=master" as String])
assert linesWithSecret(ofTheNew.output()) == []

// From the Jib extension's properties, which are Jib's configuration: -X shows all of that
def alone = Examples.plain('hello-reactor', binding.variables)
alone.edit('pom.xml', '<version>${jib-maven-plugin.version}</version>', """<version>\${jib-maven-plugin.version}</version>
        <dependencies><dependency><groupId>io.github.azblobcache</groupId><artifactId>azblob-cache-jib-extension</artifactId>
          <version>$projectVersion</version></dependency></dependencies>""")
def inJib = alone.fresh('jib')
inJib.edit('pom.xml', '<from>\n            <image>${base.image}', """<pluginExtensions><pluginExtension>
            <implementation>io.github.azblobcache.jib.AzblobCacheExtension</implementation>
            <properties><cache-from>$inXml</cache-from></properties>
          </pluginExtension></pluginExtensions>
          <from>
            <image>\${base.image}""")
def ofJib = linesWithSecret(build(inJib, [:]).output())
assert ofJib.every { it =~ /^ *<cache-from>|^\[DEBUG\] +\(f\) properties = / }
assert ofJib.size() == 2
