import groovy.xml.XmlUtil
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.Azurite
import java.nio.file.Files

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def url = store.accountUrl() as String
def key = store.key()
def description = { String credential -> "type=azblob,account_url=$url,container=${store.container()},name=main$credential" as String }

// The container, and the layers that all others import
ImageBuild.hello(hello.fresh('first'), ImageBuild.to(store.description('main'))).orFail()

def everything = store.signature('racwdl')
def readOnly = store.signature('r')
def master = 'canary-of-the-master-password'
def secrets = [key, URLEncoder.encode(key, 'UTF-8'), master]
[everything, readOnly].each { sas ->
  def signature = sas.split('&').find { it.startsWith('sig=') }.substring(4)
  secrets += [signature, URLDecoder.decode(signature, 'UTF-8')]
}
def noSecretIn = { String text ->
  assert text.readLines().findAll { line -> secrets.any { line.contains(it) } } == []
  assert text.readLines().findAll { it =~ /(?i)authorization:|sharedkey |[?&]sig=|bearer / } == []
}

// Settings with servers
def folder = Files.createDirectories(hello.machine().resolveSibling('settings'))
def withServers = { Runner runner, Map<String, String> passwords ->
  def servers = passwords.collect { id, password -> "<server><id>$id</id><password>${XmlUtil.escapeXml(password)}</password></server>" }.join()
  def settings = folder.resolve("${passwords.keySet().join('-')}.xml")
  settings.toFile().text = hello.settings().toFile().text.replace('<profiles>', "<servers>$servers</servers><profiles>")
  new Runner(runner.checkout(), runner.machine(), runner.maven(), runner.repository(), settings)
}

// Passwords that Maven itself encrypts
def security = folder.resolve('settings-security.xml').toFile()
def encrypted = { String... arguments ->
  hello.maven(arguments).orFail().output().findAll(/\{[^{}\s]+\}/).last()
}
security.text = "<settingsSecurity><master>${encrypted('--encrypt-master-password', master)}</master></settingsSecurity>"
def encryptedKey = encrypted("-Dsettings.security=$security", '--encrypt-password', key)
secrets << encryptedKey

// All details of Jib's run, without those of the resources plugin: with -X that one prints the whole environment
def build = { Runner runner, Map environment, String... arguments ->
  runner.maven('-pl', 'hello', 'compile', '-Dazblob-cache.skip').orFail()
  def built = new ImageBuild(runner.checkout().resolve('hello'), runner.maven(environment, '-X', '-pl', 'hello', 'jib:buildTar', *arguments))
  noSecretIn(built.output())
  built
}
def works = { ImageBuild built ->
  built.orFail()
  assert built.warnings().empty
  assert built.layersFrom('cache') == ImageBuild.HELLO_LAYERS
  noSecretIn(built.report())
  noSecretIn(built.module().resolve('target/azblob-cache/report.html').toFile().text)
}

def endpoint = "BlobEndpoint=$url"
def kinds = [
  'account-key': description(",secret_access_key=$key"),
  'signature': description(",sas_token=$everything"),
  'signature-in-the-url': description('').replace(url, "$url?$everything"),
  'connection-string': description(",connection_string=$endpoint;AccountName=${Azurite.shared().accountName()};AccountKey=$key"),
  'connection-string-with-a-signature': description(",connection_string=$endpoint;SharedAccessSignature=$everything"),
  'server': description(',server=plain'),
  'server-with-a-signature': description(',server=signature'),
  'encrypted-server': description(',server=encrypted')
]
for (kind in kinds.keySet()) {
  def runner = withServers(hello.fresh(kind), [plain: key, signature: everything, encrypted: encryptedKey])
  def cache = kinds[kind]
  def to = cache.replace('name=main', "name=$kind")
  works(build(runner, [AZBLOB_CACHE_FROM: cache, AZBLOB_CACHE_TO: to], "-Dsettings.security=$security"))
  assert store.keys().contains("manifests/$kind" as String)
}

// The environment's connection string
def ofAzure = [AZURE_STORAGE_CONNECTION_STRING: "$endpoint;AccountName=${Azurite.shared().accountName()};AccountKey=$key" as String]
works(build(hello.fresh('environment'), ofAzure, ImageBuild.from(description(''))))

// Secrets on the command line and in the POM are printed no more than those in the environment
works(build(hello.fresh('command-line'), [:], ImageBuild.from(kinds['signature'])))
def inPom = hello.fresh('pom')
inPom.edit('pom.xml', '</properties>', "<azblob-cache.from>${XmlUtil.escapeXml(kinds['signature'])}</azblob-cache.from></properties>")
works(build(inPom, [:]))

// Reading is all that an import needs, and a build that exports to nothing
def mayRead = description(",sas_token=$readOnly")
works(build(hello.fresh('read-only'), [AZBLOB_CACHE_FROM: mayRead]))
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
def goal = hello.fresh('read-only-goal').maven([AZBLOB_CACHE_FROM: mayRead], '-X', "$plugin:import", '-pl', 'hello').orFail()
assert goal.output().contains('Layer cache: Fetched blobs/')
noSecretIn(goal.output())

// Where it is not enough, the message says what is missing
def refused = build(hello.fresh('read-only-export'), [AZBLOB_CACHE_TO: mayRead.replace('name=main', 'name=refused')])
assert refused.run().exitCode() != 0
assert refused.output().contains("It needs the permission 'c' and 'w'")

// A password that can't be decrypted ends the build before any work, and says which
security.text = "<settingsSecurity><master>${encrypted('--encrypt-master-password', 'another')}</master></settingsSecurity>"
def runner = withServers(hello.fresh('undecryptable'), [encrypted: encryptedKey])
def stopped = ImageBuild.hello(runner, [AZBLOB_CACHE_FROM: kinds['encrypted-server']], "-Dsettings.security=$security")
assert stopped.run().exitCode() != 0
assert stopped.output().contains("the password of the server 'encrypted' of settings.xml can't be decrypted")
assert !stopped.output().contains('jib:')
noSecretIn(stopped.output())
