import io.github.azblobcache.it.BaseRegistry
import io.github.azblobcache.it.Examples
import io.github.azblobcache.it.ImageBuild
import io.github.azblobcache.it.TestStore
import io.github.azblobcache.testkit.RandomLayer
import java.nio.file.Files
import java.security.MessageDigest
import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream

final OCI = 'application/vnd.oci.image'
final DOCKER = 'application/vnd.docker'

def hello = Examples.withCache('hello-reactor', binding.variables)
// What Jib needs to read a base layer in zstd
hello.edit('pom.xml', '<version>${jib-maven-plugin.version}</version>', """<version>\${jib-maven-plugin.version}</version>
        <dependencies><dependency>
          <groupId>com.github.luben</groupId><artifactId>zstd-jni</artifactId><version>1.5.5-5</version>
        </dependency></dependencies>""")
def store = TestStore.of(basedir.toPath())
def folder = basedir.toPath().resolve('layers')
def digestOf = { byte[] bytes -> 'sha256:' + MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex() }
def gzip = { byte[] bytes ->
  def out = new ByteArrayOutputStream()
  new GZIPOutputStream(out).withCloseable { it.write(bytes) }
  out.toByteArray()
}

new BaseRegistry().withCloseable { registry ->
  // What a manifest says of something that is published
  def published = { name, mediaType, byte[] bytes ->
    registry.publish(name, digestOf(bytes), bytes)
    """{"mediaType": "$mediaType", "digest": "${digestOf(bytes)}", "size": ${bytes.length}}"""
  }
  // An image of some layers: [media type, bytes, diffID]
  def image = { name, tag, kind, config, List layers ->
    def diffIds = layers.collect { '"' + it[2] + '"' }.join(',')
    def configured = published(name, config,
        """{"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": [$diffIds]}}""".bytes)
    def manifest = """{"schemaVersion": 2, "mediaType": "$kind", "config": $configured, "layers": [${
        layers.collect { published(name, it[0], it[1]) }.join(',')}]}"""
    registry.publish(name, tag, kind, manifest.toString())
    """"mediaType": "$kind", "digest": "${digestOf(manifest.toString().bytes)}", "size": ${manifest.length()}"""
  }
  def random = { seed, mediaType ->
    def layer = RandomLayer.write(folder, seed, 20_000)
    [mediaType, Files.readAllBytes(layer.file()), layer.diffId()]
  }

  // As eStargz has them: many members, and the last one is empty. One layer stands there twice
  def tar = new GZIPInputStream(new ByteArrayInputStream(random(1, '')[1])).bytes
  def members = [tar[0..1023], tar[1024..4095], tar[4096..-1], []].collect { gzip(it as byte[]) }
  def inMembers = ["${OCI}.layer.v1.tar+gzip", members.collectMany { it as List } as byte[], digestOf(tar)]
  def zstd = RandomLayer.writeZstd(folder, 2, 20_000)
  def inZstd = ["${OCI}.layer.v1.tar+zstd", Files.readAllBytes(zstd.file()), zstd.diffId()]
  def first = image('mixed', 'amd64', "${OCI}.manifest.v1+json", "${OCI}.config.v1+json",
      [inMembers, inZstd, random(3, "${OCI}.layer.v1.tar+gzip"), inMembers])
  def attestation = image('mixed', 'attestation', "${OCI}.manifest.v1+json", "${OCI}.config.v1+json", [])
  registry.publish('mixed', '1', "${OCI}.index.v1+json", """{"schemaVersion": 2, "mediaType": "${OCI}.index.v1+json",
      "manifests": [{$first, "platform": {"architecture": "amd64", "os": "linux"}},
      {$attestation, "platform": {"architecture": "unknown", "os": "unknown"},
       "annotations": {"vnd.docker.reference.type": "attestation-manifest"}}]}""".toString())

  image('empty', '1', "${OCI}.manifest.v1+json", "${OCI}.config.v1+json", [])

  image('docker', 'amd64', "${DOCKER}.distribution.manifest.v2+json", "${DOCKER}.container.image.v1+json",
      [random(4, "${DOCKER}.image.rootfs.diff.tar.gzip"), random(5, "${DOCKER}.image.rootfs.diff.tar.gzip")])
  registry.publishList('docker', '1', ['amd64'])

  ['mixed', 'empty', 'docker'].each { name ->
    def build = { runner, base, String... more ->
      def fresh = hello.fresh("$name-$runner")
      def built = null
      def asked = registry.asked {
        built = new ImageBuild(fresh.checkout().resolve('hello'), fresh.maven('-pl', 'hello', 'compile', 'jib:buildTar',
            "-Dbase.image=$base", *BaseRegistry.PLAIN_HTTP, *more)).orFail()
      }
      [built: built, asked: asked]
    }
    def digest = build('without', registry.image("$name:1")).built.digest()
    [tag: registry.image("$name:1"), pinned: registry.pinned(name, '1')].each { how, base ->
      def cache = ImageBuild.both(store.description("$name-$how") + ',mode=max')
      def one = build("$how-one", base, *cache)
      def two = build("$how-two", base, *cache)
      def blobs = registry.blobs(name, name == 'empty' ? '1' : 'amd64')
      assert two.asked.intersect(blobs.drop(1).collect { "GET /v2/$name/blobs/$it" as String }) == []
      assert how == 'tag' || two.asked == []
      assert [one, two]*.built*.digest() == [digest] * 2
      assert [one, two].collectMany { it.built.warnings() } == []
    }
  }
  assert new String(store.read('manifests/mixed-tag')).contains("${OCI}.layer.v1.tar+zstd")
}
