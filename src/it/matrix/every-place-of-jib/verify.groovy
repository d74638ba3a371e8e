import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.Runner
import io.github.azblobcache.it.TestStore

// The tests need a locale in which a file can have such a name: set LC_ALL=C.UTF-8
assert System.getProperty('sun.jnu.encoding').toUpperCase().startsWith('UTF')

def hello = Examples.withCache('hello-reactor', binding.variables)
def store = TestStore.of(basedir.toPath())
def spring = 'com.google.cloud.tools.jib.maven.extension.springboot.JibSpringBootExtension'
def jib = hello.read('pom.xml').find('(?s) *<plugin>\\s*<groupId>com.google.cloud.tools.*?</plugin>\n')
def version = hello.read('pom.xml').find('<jib-maven-plugin.version>(.*)</jib') { it[1] }

// A runner whose parent POM has its Jib plugin moved to where a closure puts it
def moved = { Closure<String> edit ->
  { Runner runner ->
    runner.edit('pom.xml', jib, '')
    def pom = runner.read('pom.xml')
    runner.edit('pom.xml', pom, edit(pom))
  }
}

// Ours is named before another one, together with what Jib's class path needs for both
def oursFirst = { Runner runner, String... dependencies ->
  runner.edit('pom.xml', '<version>${jib-maven-plugin.version}</version>', """<version>$version</version>
        <dependencies>${(['com.google.cloud.tools:jib-spring-boot-extension-maven:0.1.0'] + (dependencies as List)).collect {
          def (group, artifact, number) = it.split(':')
          "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$number</version></dependency>"
        }.join()}</dependencies>""")
  runner.edit('pom.xml', '<from>\n            <image>${base.image}', """<pluginExtensions>
            <pluginExtension><implementation>io.github.azblobcache.jib.AzblobCacheExtension</implementation></pluginExtension>
            <pluginExtension><implementation>$spring</implementation></pluginExtension>
          </pluginExtensions>
          <from>
            <image>\${base.image}""")
}
def asItIs = { Runner runner -> }
def typed = 'jib:buildTar'
def inFull = "com.google.cloud.tools:jib-maven-plugin:$version:buildTar" as String

// What is done to the checkout, what is typed, and in which folder the checkout stands
def ways = [
  managed: [moved { it.replace('      </plugins>\n    </pluginManagement>', "$jib      </plugins>\n    </pluginManagement>") }, [typed]],
  profile: [
    moved { it.replace('<profiles>', "<profiles><profile><id>image</id><build><plugins>$jib</plugins></build></profile>") },
    ['-Pimage', typed]
  ],
  unnamed: [moved { it }, [inFull, '-Djib.from.image=scratch', '-Dimage=hello:1.0.0']],
  first: [{ oursFirst(it) }, [typed]],
  caches: [asItIs, [typed, '-Djib.applicationCache=caches/application', '-Djib.baseImageCache=caches/base']],
  project: [asItIs, [typed, '-Djib.useOnlyProjectCache=true']],
  path: [asItIs, [typed]]
]
def build = { Runner runner, List<String> line ->
  new ImageBuild(runner.checkout().resolve('hello'), runner.maven('-pl', 'hello', *line)).orFail()
}
def fresh = { String way, String name -> hello.fresh(way == 'path' ? "$name: Größe, 日本語 & 'Zeichen'" : "$way-$name") }

def plain = build(hello.fresh('plain'), ['compile', typed, '-Dazblob-cache.skip'])
for (way in ways.keySet()) {
  def (edit, arguments) = ways[way]
  def cache = ImageBuild.both(store.description(way))

  // The first runner builds every layer
  def first = fresh(way, 'one')
  edit(first)
  def one = build(first, ['compile', *arguments, *cache])
  assert one.layersFrom('built') == ImageBuild.HELLO_LAYERS

  // The second gets every layer, without a warning
  def second = fresh(way, 'two')
  edit(second)
  def two = build(second, ['compile', *arguments, *cache])
  assert two.layersFrom('cache') == ImageBuild.HELLO_LAYERS
  assert two.warnings().empty

  // It is the image that Jib builds on its own
  assert [one.digest(), two.digest()] == [plain.digest()] * 2
}

// A session that begins by deleting what Jib has cached gets every layer, now and the next time
def cleaned = hello.fresh('clean')
for (time in 1..2) {
  def again = build(cleaned, ['clean', 'compile', typed, *ImageBuild.both(store.description('caches'))])
  assert again.layersFrom('cache') == ImageBuild.HELLO_LAYERS
  assert again.digest() == plain.digest()
}

// Offline, a cache in a folder is one like any other
def folder = basedir.toPath().resolve('cache with a space')
def offline = ['-o', 'compile', typed, ImageBuild.from("type=local,src=$folder"), ImageBuild.to("type=local,dest=$folder")]
assert build(hello.fresh('offline-one'), offline*.toString()).layersFrom('built') == ImageBuild.HELLO_LAYERS
def offlineTwo = build(hello.fresh('offline-two'), offline*.toString())
assert offlineTwo.layersFrom('cache') == ImageBuild.HELLO_LAYERS
assert offlineTwo.digest() == plain.digest()

// Without the plugin nobody puts our extension last, so it says what is wrong, and how to mend it
def alone = Examples.plain('hello-reactor', binding.variables).fresh('alone')
oursFirst(alone, "io.github.azblobcache:azblob-cache-jib-extension:$projectVersion")
def warned = build(alone, ['compile', typed, *ImageBuild.both(store.description('alone'))])
assert warned.warnings() == [('[WARNING] Layer cache: com.example:hello: Jib runs the extension ' + spring + ' after this one, and layers that it '
  + 'changes are not found in the cache. Name io.github.azblobcache.jib.AzblobCacheExtension last in <pluginExtensions>.')]
assert warned.digest() == plain.digest()
