import io.github.azblobcache.it.Faces
import io.github.azblobcache.it.Reports
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.MavenRuns

def store = TestStore.of(basedir.toPath())

// Nothing was in the cache: every layer is built, and exported
def report = new File(basedir, 'target/azblob-cache/report.json').text
assert Reports.layersFrom('built', report) == ['dependencies', 'resources', 'classes', 'jvm arg files']
assert store.layers('invoker').size() == 4
assert store.keys().contains('manifests/invoker')

new Faces(Runner.of(basedir, mavenHome as File, localRepositoryPath, itSettings as File), store).checkWithPlugin()

// A project that knows nothing of azblob-cache: init sets it up, and the next build has the cache
def plugin = "io.github.azblobcache:azblob-cache-maven-plugin:$projectVersion"
for (version in ['3.9.16', '4.0.0-rc-6']) {
  def project = Runner.of(basedir, mavenHome as File, localRepositoryPath, itSettings as File)
      .fresh("init-$version").with(MavenRuns.withVersion(version))
  def extensions = project.checkout().resolve('.mvn/extensions.xml').toFile()
  def workflow = project.checkout().resolve('.github/workflows/image.yml').toFile()
  def before = '<!-- why -->\r\n<extensions/>\r\n'
  extensions.setText(before, 'UTF-8')
  new File(project.checkout().toFile(), '.git').mkdir()
  def init = { String... arguments -> project.maven("$plugin:init", *arguments).orFail().output() }

  def dry = init('-Dazblob-cache.dryRun', '-Dazblob-cache.ci=github')
  assert dry.contains("dry run, $extensions would be")
  assert dry.contains('<artifactId>azblob-cache-maven-plugin</artifactId>')
  assert extensions.getText('UTF-8') == before && !workflow.exists()

  def said = init('-Dazblob-cache.ci=github', '-Dazblob-cache.accountUrl=https://shop.blob.core.windows.net')
  assert said.contains("Layer cache: changed $extensions")
  assert said.contains("Layer cache: wrote $workflow")
  assert said.contains("Roles: 'Storage Blob Data Contributor' for the login of the branch that exports")
  assert said.contains("'mvn $plugin:check' tests the login")
  def after = extensions.getText('UTF-8')
  assert after.startsWith('<!-- why -->\r\n<extensions>\r\n  <extension>\r\n')
  assert workflow.text.contains('account_url=https://shop.blob.core.windows.net,name=main')
  assert workflow.text.contains('run: mvn -B package\n')

  def cache = store.description("init-$version")
  project.maven('package', "-Dcache=$cache", "-Dazblob-cache.from=$cache", "-Dazblob-cache.to=$cache").orFail()
  assert Reports.layersFrom('built', project.read('target/azblob-cache/report.json')).size() == 4

  // With what init says to add, goals have short names
  assert !project.maven('azblob-cache:help').output().contains('azblob-cache:check')
  def groups = project.checkout().resolve('groups.xml').toFile()
  groups.text = '<settings><pluginGroups><pluginGroup>io.github.azblobcache</pluginGroup></pluginGroups></settings>'
  assert project.maven('-s', groups as String, 'azblob-cache:help').orFail().output().contains('azblob-cache:check')

  // With the plugin there already, as an extension
  assert init('-Dazblob-cache.ci=gitlab').contains("$extensions needs no change")
  assert extensions.getText('UTF-8') == after
}
