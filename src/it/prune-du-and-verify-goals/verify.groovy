import groovy.json.JsonSlurper
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.ReadOnlyProxy
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.MavenRuns
import java.nio.file.Files

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
def to = ImageBuild.to(store.description('main'))
def blobs = { store.keys().findAll { it.startsWith('blobs/') } }

// A folder without a project
def folder = Files.createDirectories(hello.checkout().resolveSibling('no-project'))
def nowhere = new Runner(folder, hello.machine(), hello.maven(), hello.repository(), hello.settings())
// Many short runs: what a JVM would compile for a long life is not worth it
def quick = [MAVEN_OPTS: '-XX:TieredStopAtLevel=1']
def goal = { String name, String... arguments -> nowhere.maven(quick, "$plugin:$name", to, *arguments) }
// Some Mavens end with the code that resets a terminal's colours, wherever they print to
def lines = { run -> run.output().replaceAll(/\e\[[\d;]*m/, '').readLines().findAll { it } }
def json = { run -> lines(run).findAll { it.startsWith('{') }.collect { new JsonSlurper().parseText(it) } }
def jsonGoal = { String name, String... arguments -> json(goal(name, '-q', '-Dazblob-cache.format=json', *arguments).orFail()) }
def error = { run ->
  assert run.exitCode() == 1
  lines(run).findAll { it.startsWith('[ERROR]') }.join('\n')
}

// Two builds of one image; what differs between them is one layer, and so the list of their files
def one = ImageBuild.hello(hello.fresh('one'), quick, to).orFail()
def oldFiles = blobs().find { !store.layers('main').contains(it) } - 'blobs/'
def changed = hello.fresh('two')
changed.edit('hello/src/main/resources/hello.properties', 'Hello', 'Good morning')
def two = ImageBuild.hello(changed, quick, to).orFail()
def oldLayer = Reports.digest('resources', one.report())
def old = [oldLayer, oldFiles].sort()
assert store.layers('main').size() == 5
assert blobs().size() == 7

// Disk usage for people has buildx's columns and totals, and the names and images behind each layer
def table = goal('du').orFail().output().readLines()
assert table.any { it =~ /ID +RECLAIMABLE +SIZE +LAST ACCESSED +KIND +NAMES +IMAGES/ }
assert table.any { it =~ /$oldLayer +false +\d\S+B +\S.* ago +layer +main +com.example:hello/ }
assert table.any { it =~ /$oldFiles +false +\d\S*B +\S.* ago +file list +main +com.example:hello/ }
assert table.any { it =~ /Reclaimable: *0B/ }
assert table.any { it =~ /Total: *\d/ }

// For programs the same as bytes and RFC 3339, and nothing else is printed
def usage = goal('du', '-q', '-Dazblob-cache.format=json').orFail()
def rows = json(usage)
assert rows.size() == lines(usage).size()
def layers = rows.findAll { it.Type == 'layer' }
assert layers*.ID.collect { "blobs/$it" as String }.sort() == blobs().sort()
assert layers.every { java.time.Instant.parse(it.LastUsedAt) && it.Names == ['main'] && it.Images == ['com.example:hello'] }
assert rows.last().Type == 'total'
assert rows.last().Total == layers.sum { it.Size }

// Two builds are remembered, and which file made the one layer change, whatever Maven is asked
def file = '/app/resources/hello.properties'
for (version in ['3.9.16', '4.0.0-rc-6']) {
  def other = nowhere.with(MavenRuns.withVersion(version))
  def history = lines(other.maven(quick, "$plugin:history", to, '-Dazblob-cache.image=*:hello').orFail())
  assert history.any { it =~ /com\.example:hello, 2 builds$/ }
  assert history.any { it =~ /1 +[0-9a-f]{12} +\S.* ago +main +4 +1 +3 +\d+B +\d\S+B$/ }
  assert history.any { it =~ /2 +[0-9a-f]{12} +\S.* ago +main +4 +- +- +- +\d\S+B$/ }
  assert history.any { it =~ /resources +1 of 1 +\d+B$/ }
  assert history.any { it.contains('COST is ') } && history.any { it.contains('ALONE counts ') }
  assert history.any { it =~ /\d+B +1 +1 +resources +$file$/ }
  def compared = lines(other.maven(quick, "$plugin:history", to, '-Dazblob-cache.compare').orFail())
  assert compared.any { it =~ /resources +changed +\d+B +\d+B +1 of \d files and folders changed, 0 added, 0 removed$/ }
  assert compared.any { it =~ /  changed $file \(/ }
  // The cache works from here, and the check leaves nothing behind
  def stored = store.keys()
  def checked = lines(other.maven(quick, "$plugin:check", to).orFail())
  assert checked.any { it =~ /account_url +http:\S+ +\(-Dazblob-cache.to\)$/ }
  assert checked.any { it =~ /read +ok +'main' names \d+ blobs \(\d\S+B\)/ }
  assert checked.any { it =~ /write +ok +a probe was written and replaced$/ }
  assert checked.any { it =~ /Layer cache: builds can export to http/ }
  assert store.keys() == stored
}
assert jsonGoal('check').last().Failed == 0
def past = jsonGoal('history')
assert past.findAll { it.Type == 'build' }*.NewLayers == [1, null]
assert past.findAll { it.Type == 'file' }*.File == [file]
def unknown = error(nowhere.maven(quick, "$plugin:history", to, '-Dazblob-cache.compare=7,1'))
assert unknown.contains("-Dazblob-cache.compare: '7' does not match exactly one build of com.example:hello. Its builds have the numbers 1 (the newest) to 2.")

// Without a limit there is nothing to do
assert jsonGoal('prune', '-Dazblob-cache.grace=0s').find { it.Type == 'plan' }.Blobs == 0

// A dry run lists what goes, and deletes nothing
def limits = ['-Dazblob-cache.keep=1', '-Dazblob-cache.grace=0s'] as String[]
def before = store.keys()
def dry = jsonGoal('prune', '-Dazblob-cache.dryRun', *limits)
assert store.keys() == before
assert dry.findAll { it.Type == 'layer' }*.ID.sort() == old
assert dry.find { it.Type == 'plan' }.Builds == 1

// The goal as a person runs it, if this machine can give it a terminal: it asks, and no is no
def asks = { String answer ->
  def line = [hello.maven().resolve('bin/mvn'), '-gs', hello.settings(), "-Dmaven.repo.local=${hello.repository()}", "$plugin:prune", to, *limits]
  def terminal = ['script', '-qec', line.collect { "'$it'" }.join(' '), '/dev/null'].execute(['PATH=' + System.getenv('PATH'), 'JAVA_HOME=' + System.getProperty('java.home')], folder.toFile())
  terminal.outputStream.withWriter { it << "$answer\n" }
  def output = terminal.inputStream.text
  assert terminal.waitFor() == 0
  output
}
if (new File('/usr/bin/script').canExecute()) {
  def no = asks('n')
  assert no =~ /WARNING! This will remove 1 build and 2 blobs \(\d\S*B\)\. Are you sure you want to continue\? \[y\/N\]/
  assert no.contains('Layer cache: nothing was deleted')
  assert store.keys() == before
}

// What the SDK logs of a container that is not there is not for the user
def elsewhere = to.replaceAll(/container=[^,]+/, 'container=not-there')
assert elsewhere != to
def missing = lines(nowhere.maven(quick, "$plugin:du", elsewhere))
assert missing.any { it =~ /not-there/ }
assert !missing.any { it =~ /HTTP 404|HttpResponseException/ }

// -DdryRun is another plugin's
assert error(goal('prune', '-Dazblob-cache.all', '-DdryRun')).contains('-DdryRun: this goal does not read it. Write -Dazblob-cache.dryRun')

// What it may not delete fails the build, and says what is missing; looking needs no right to write
def proxy = ReadOnlyProxy.before(store.accountUrl())
def readOnly = ImageBuild.to(store.through(proxy.url()).description('main'))
def refused = nowhere.maven(quick, "$plugin:prune", readOnly, *limits)
assert error(refused).contains('1 deletion failed, the rest was done')
assert refused.output().contains('AuthorizationPermissionMismatch')
nowhere.maven(quick, "$plugin:verify", readOnly).orFail()
def unwritable = nowhere.maven(quick, "$plugin:check", readOnly)
assert error(unwritable).contains('as they should: write failed')
assert lines(unwritable).any { it =~ /delete +note +not allowed/ }
assert store.keys() == before
proxy.close()

// Where nobody is there it does what it was told: exactly what the dry run has listed
def pruned = jsonGoal('prune', *limits)
assert pruned.findAll { it.Type in ['build', 'layer', 'plan'] } == dry
assert pruned.find { it.Type == 'result' }.Blobs == 2
assert before - store.keys() == old.collect { "blobs/$it" as String }

// A second run finds nothing, and the table says so; so short a grace period is not for every cache
def second = goal('prune', *limits).orFail().output()
assert second.contains('Total: 0B')
assert second.contains('a grace period under 24h is safe only while nothing exports')

// What stays is a whole cache: a new runner finds every layer, and a sample of it is as good
def again = hello.fresh('again')
again.edit('hello/src/main/resources/hello.properties', 'Hello', 'Good morning')
assert ImageBuild.hello(again, quick, ImageBuild.from(store.description('main'))).orFail().layersFrom('cache') == ImageBuild.HELLO_LAYERS
assert goal('verify', '-Dazblob-cache.sample=10%').orFail().output().contains('0 damaged, 0 repaired, 0 hints, 0 failed')

// Damage makes verify fail, and only the damaged blob is named
def damaged = "blobs/${Reports.digest('classes', two.report())}" as String
store.overwrite(damaged, 'not a layer'.bytes)
def found = goal('verify', '-Dazblob-cache.format=json')
assert error(found).contains('The layer cache is damaged in 1 place')
assert json(found).findAll { it.Type == 'finding' }*.Subject == [damaged]
assert blobs().contains(damaged)

// Repair deletes it, which is damage all the same, and the next export brings it back
def repaired = goal('verify', '-Dazblob-cache.repair')
assert error(repaired).contains('The layer cache is damaged in 1 place')
assert repaired.output().contains('1 damaged, 1 repaired')
assert !blobs().contains(damaged)
def mending = hello.fresh('mending')
mending.edit('hello/src/main/resources/hello.properties', 'Hello', 'Good morning')
ImageBuild.hello(mending, quick, to).orFail()
assert jsonGoal('verify').find { it.Type == 'result' }.subMap('ReadBlobs', 'Damage') == [ReadBlobs: 5, Damage: 0]

// A manifest that nobody can read keeps all blobs, says so, and fails the build
store.overwrite('manifests/broken', 'not a manifest'.bytes)
def stopped = goal('prune', '-Dazblob-cache.all', '-Dazblob-cache.grace=0s')
assert error(stopped).contains("No blob was deleted, because manifest 'manifests/broken' can't be read")
assert blobs().size() == 5

// A setting that is wrong is named, before anything is asked of the store
def dead = '-Dazblob-cache.to=type=azblob,account_url=http://127.0.0.1:1/acct,account_name=acct,secret_access_key=bm9uZQ=='
for (setting in ['until=30 days', 'grace=a while', 'format=xml']) {
  def (property, value) = setting.split('=')
  def failed = nowhere.maven(quick, "$plugin:prune", dead, "-Dazblob-cache.$setting")
  assert error(failed).contains("-Dazblob-cache.$property: '$value' ")
}
assert error(nowhere.maven(quick, "$plugin:du")).contains('No cache is configured. Set -Dazblob-cache.to')
