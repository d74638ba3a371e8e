import io.github.azblobcache.testkit.NamedAccount
import io.github.azblobcache.testkit.RealParts

// Without its port there is no account behind the proxy. On a CI runner that is an error, elsewhere the test is skipped
try {
  RealParts.require(NamedAccount::requirePort)
  return true
} catch (org.opentest4j.TestAbortedException e) {
  println e.message
  return false
}
