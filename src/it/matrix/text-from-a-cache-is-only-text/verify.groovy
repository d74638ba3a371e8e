import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.github.azblobcache.files.FileFact
import io.github.azblobcache.files.FileLists
import io.github.azblobcache.files.FileListsBlob
import io.github.azblobcache.files.LayerListing
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.testkit.RandomBytes
import java.nio.file.Files
import java.time.Instant

def hello = Examples.withCache('hello-reactor', binding.variables)
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"

// Commands that no agent has
def canary = '##vso[canary.run]x\n::canary-command::x\r\u001b[2J\u009b2J\u2028##[canary]x\u202e'
def harmless = { String text ->
  assert text.contains('canary')
  // Without Maven's own colours, and what other programs print
  def lines = text.replaceAll(/\e\[[\d;]*m/, '').readLines().findAll { it.contains('canary') || it.contains('2J') }
  lines.each {
    assert !it.contains('##vso[') && !it.contains('##[')
    assert !it.trim().startsWith('::')
    assert !(it =~ /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e]/)
  }
  text
}

// One manifest names an image so, the other has it where a digest belongs
def folder = hello.machine().resolveSibling('store')
def to = "-Dazblob-cache.to=type=local,dest=$folder,name=main" as String
ImageBuild.hello(hello.fresh('honest'), to).orFail()
def manifest = folder.resolve('manifests/main')
def honest = Files.readAllBytes(manifest)
def config = new JsonSlurper().parse(manifest.toFile())
config.azblobCache.images.keySet().toList().each { config.azblobCache.images[it] = canary }
Files.writeString(manifest, JsonOutput.toJson(config))
def broken = new JsonSlurper().parse(manifest.toFile())
broken.layers[0].blob = canary
Files.writeString(folder.resolve('manifests/broken'), JsonOutput.toJson(broken))
Files.write(folder.resolve('blobs/##vso[canary.key]x'), new byte[1])

// A build warns, with all details, and passes
def runner = hello.fresh('import')
def built = ImageBuild.hello(runner, '-X', '-e', "-Dazblob-cache.from=type=local,src=$folder,name=broken" as String).orFail()
harmless(built.output())
assert built.warnings().any { it.contains('canary') }

def nowhere = new Runner(Files.createDirectories(hello.checkout().resolveSibling('no-project')), hello.machine(), hello.maven(), hello.repository(), hello.settings())
def goal = { String... arguments -> harmless(nowhere.maven(*arguments, to).output()) }
assert goal('-X', '-e', "$plugin:du").contains('# #vso[canary.run]x')
goal('-X', '-e', "$plugin:verify")
goal('-X', '-e', "$plugin:prune", '-Dazblob-cache.dryRun', '-Dazblob-cache.all', '-Dazblob-cache.grace=0s')

// A third manifest has the file lists of the build before with it in every field
def blob = { digest -> folder.resolve("blobs/$digest") }
def listed = new JsonSlurper().parse(honest)
def layer = listed.layers.find { it.annotations.mediaType.contains('azblob-cache.files') }
def strange = { FileFact fact ->
  new FileFact(fact.path(), fact.sizeBytes() + 1, fact.crc32c(), canary, fact.modified(), canary)
}
def written = FileListsBlob.write(new FileLists(FileListsBlob.read(blob(layer.blob)).layers().collect {
  def removed = new FileFact('/app/' + canary, 1, 1, '644', Instant.EPOCH, '')
  new LayerListing(it.name(), it.diffId(), it.files().collect(strange) + removed)
}), hello.machine().resolveSibling('lists'))
layer.blob = written.blob().digest().toString()
layer.annotations.size = written.blob().sizeBytes()
layer.annotations.diffID = written.diffId().toString()
Files.copy(written.file(), blob(layer.blob))
Files.writeString(folder.resolve('manifests/lists'), JsonOutput.toJson(listed))

// A build that explains with them why it built a large layer, in each of its reports
def explaining = hello.fresh('explain')
RandomBytes.write(explaining.checkout().resolve('hello/src/main/resources/large'), 1, 6_000_000)
def step = explaining.machine().resolveSibling('step.md')
def explained = ImageBuild.hello(explaining, [GITHUB_STEP_SUMMARY: step.toString(), TF_BUILD: 'True'],
    '-X', '-e',
    ImageBuild.from("type=local,src=$folder,name=lists"), ImageBuild.to("type=local,dest=$folder,name=lists")).orFail()
assert harmless(explained.output()).contains("'resources' (6")
def reports = explained.module().resolve('target/azblob-cache')
['report.html', 'report.json', 'layer-cache.md'].each { harmless(Files.readString(reports.resolve(it))) }
harmless(Files.readString(step))

// The goals that look at builds, and at the way to the cache
assert goal("$plugin:history").contains('# #vso[canary.run]x')
goal("$plugin:history", '-Dazblob-cache.name=lists', '-Dazblob-cache.compare')
goal('-q', "$plugin:history", '-Dazblob-cache.format=json')
goal("$plugin:history", '-Dazblob-cache.name=main', '-Dazblob-cache.image=none')
['table', 'json'].each { format ->
  def check = nowhere.maven('-e', "$plugin:check", "-Dazblob-cache.format=$format" as String,
      "-Dazblob-cache.from=type=local,src=$folder,name=broken" as String)
  assert check.exitCode() == 1
  harmless(check.output())
}

// JSON keeps the name for programs
def json = goal('-q', "$plugin:du", '-Dazblob-cache.format=json').readLines().findAll { it.startsWith('{') }
assert json.any { JsonOutput.toJson(new JsonSlurper().parseText(it)).contains(JsonOutput.toJson(canary)[1..-2]) }

// Prune itself, and an export to the manifest that it can't read: both fail, and Maven prints why
def failed = { run ->
  assert run.exitCode() == 1
  harmless(run.output())
}
failed(nowhere.maven('-X', '-e', "$plugin:prune", '-Dazblob-cache.all', '-Dazblob-cache.grace=0s', to))
def exported = ImageBuild.hello(hello.fresh('export'), '-X', '-e', "-Dazblob-cache.to=type=local,dest=$folder,name=broken" as String)
assert failed(exported.run()).contains('It is not replaced')
