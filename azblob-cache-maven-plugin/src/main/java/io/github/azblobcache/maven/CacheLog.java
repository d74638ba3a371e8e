package io.github.azblobcache.maven;

import io.github.azblobcache.transfer.CacheEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maven's log, as the caches write to it. */
final class CacheLog {

  private static final Logger LOG = LoggerFactory.getLogger(SessionParticipant.class);

  static final CacheEvents EVENTS =
      CacheEvents.to(m -> LOG.warn("Layer cache: {}", m), m -> LOG.debug("Layer cache: {}", m));

  private CacheLog() {}
}
