import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild

def hello = Examples.withCache('hello-reactor', binding.variables)
def good = 'type=azblob,account_url=https://acct.blob.core.windows.net,name=main'

// A failed build's first error, and what it had done by then
def failure = { ImageBuild build ->
  assert build.run().exitCode() == 1
  build.output().readLines().find { it.startsWith('[ERROR]') }
}
def hasWorked = { ImageBuild build -> new File(build.module().toFile(), 'target').exists() }

// Each wrong description, what is said of it, and what to write instead
def wrong = [
  'type=s3,name=main': ["unknown type 's3'", 'The types are azblob (Azure Blob Storage) and local (a folder)'],
  'type=azblob,acount_url=https://acct.blob.core.windows.net': ["unknown key 'acount_url'", "Did you mean 'account_url'?"],
  'type=azblob,name=main': ['account_url', 'https://<account>.blob.core.windows.net'],
  'type=azblob,account_url=https://acct.blob.core.windows.net,name=': ['name', 'name=<name>'],
  'type=azblob,account_url=https://acct.blob.core.windows.net,mode=maximum': ["mode 'maximum' is neither min nor max", 'Write mode=min']
]
wrong.eachWithIndex { description, says, i ->
  def build = ImageBuild.hello(hello.fresh("property-$i"), ImageBuild.to(description))

  // The message names the setting as it was typed, the fault and the remedy
  def message = failure(build)
  assert message.startsWith('[ERROR] -Dazblob-cache.to: ')
  assert says.every { message.contains(it) }

  // Nothing was compiled
  assert !hasWorked(build)
}

// In the plugin's configuration it has the name of the element
def configured = hello.fresh('element')
configured.edit('pom.xml', '<extensions>true</extensions>', "<extensions>true</extensions><configuration><cacheTo>type=s3</cacheTo></configuration>")
def element = ImageBuild.hello(configured)
assert failure(element).startsWith("[ERROR] <cacheTo>: unknown type 's3'")
assert !hasWorked(element)

// In the environment that of the variable; and an import's setting is read as strictly
def variable = ImageBuild.hello(hello.fresh('variable'), [AZBLOB_CACHE_FROM: 'type=s3'])
assert failure(variable).startsWith("[ERROR] AZBLOB_CACHE_FROM: unknown type 's3'")
assert !hasWorked(variable)

// Of several descriptions the line is named
def second = ImageBuild.hello(hello.fresh('second'), [AZBLOB_CACHE_FROM: "$good\ntype=s3" as String])
assert failure(second).contains("AZBLOB_CACHE_FROM, line 2: unknown type 's3'")

// A variable without a value, as in a build of a fork, is one warning, and the build does without that cache
def warnings = { ImageBuild build, String placeholder ->
  build.orFail().output().readLines().findAll { it.startsWith('[WARNING] Layer cache: ') && it.contains("'$placeholder'") }
}
def fork = ImageBuild.hello(hello.fresh('fork'), [AZBLOB_CACHE_FROM: "$good,secret_access_key=\$(cacheKey)" as String, AZBLOB_CACHE_TO: '$(cache)'])
assert warnings(fork, '$(cacheKey)').size() == 1
assert warnings(fork, '$(cache)').size() == 1
assert hasWorked(fork)

// So is a property of the POM that Maven could not fill in
def unset = hello.fresh('unset')
unset.edit('pom.xml', '<properties>', '<properties><azblob-cache.to>type=azblob,account_url=${env.CACHE_URL},name=main</azblob-cache.to>')
assert warnings(ImageBuild.hello(unset), '${env.CACHE_URL}').size() == 1
def tested = unset.maven('test')
assert tested.exitCode() == 0
assert !tested.output().contains('CACHE_URL')

// A build that can't make an image does not read it
def compiled = hello.fresh('no-image').maven('-pl', 'hello', 'compile', ImageBuild.to('type=s3'))
assert compiled.exitCode() == 0
assert !compiled.output().contains("'s3'")

// The Jib extension alone is asked when Jib starts: before any layer is built
def alone = Examples.plain('hello-reactor', binding.variables).fresh('extension')
def version = '<version>${jib-maven-plugin.version}</version>'
alone.edit('pom.xml', version, """$version
        <dependencies>
          <dependency>
            <groupId>io.github.azblobcache</groupId>
            <artifactId>azblob-cache-jib-extension</artifactId>
            <version>$projectVersion</version>
          </dependency>
        </dependencies>""")
alone.edit('pom.xml', '<from>', '''<pluginExtensions>
            <pluginExtension>
              <implementation>io.github.azblobcache.jib.AzblobCacheExtension</implementation>
              <properties>
                <cache-to>type=s3</cache-to>
              </properties>
            </pluginExtension>
          </pluginExtensions>
          <from>''')
def extension = ImageBuild.hello(alone)
assert failure(extension).contains("<cache-to>: unknown type 's3'")
assert !new File(extension.module().toFile(), 'target/jib-cache/layers').exists()
assert !new File(extension.module().toFile(), 'target/jib-image.tar').exists()
