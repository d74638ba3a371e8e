import io.github.azblobcache.testkit.DockerRegistry
import io.github.azblobcache.testkit.RealParts

// Images for several platforms can only be built to a registry. On a CI runner it is an error if there is none, elsewhere
// the test is skipped
try {
  RealParts.require(DockerRegistry::shared)
  return true
} catch (org.opentest4j.TestAbortedException e) {
  println e.message
  return false
}
