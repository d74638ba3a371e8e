import io.github.azblobcache.testkit.DockerRegistry
import io.github.azblobcache.testkit.RealParts

// Without it there is no base image. On a CI runner that is an error, elsewhere the test is skipped
try {
  RealParts.require(DockerRegistry::shared)
  return true
} catch (org.opentest4j.TestAbortedException e) {
  println e.message
  return false
}
