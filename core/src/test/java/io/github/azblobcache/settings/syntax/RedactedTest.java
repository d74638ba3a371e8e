package io.github.azblobcache.settings.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.types.BuiltInStores;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedTest {

  @Test
  void knowsTheKeysOfAllSecrets() {
    List<CacheKey> secrets =
        BuiltInStores.TYPES.keys().stream().filter(CacheKey::isSecret).toList();

    assertTrue(secrets.size() >= 3, secrets.toString());
    for (CacheKey key : secrets) {
      String word = key + "abc";
      assertEquals("(" + word.length() + " characters, not shown)", Redacted.word(word));
    }
  }

  @Test
  void showsAWordThatIsNoSecret() {
    assertEquals("'acount_url'", Redacted.word("acount_url"));
    assertEquals("'a?b'", Redacted.word("a\nb"));
  }
}
