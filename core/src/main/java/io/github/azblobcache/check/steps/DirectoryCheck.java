package io.github.azblobcache.check.steps;

import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.transfer.fetch.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Checks the folder of this machine in which layers are kept on their way.
 *
 * @param staging need not exist
 */
record DirectoryCheck(Path staging) {

  Finding look() {
    try {
      OptionalLong room = Staging.probe(staging);
      return Finding.ok(
          staging
              + (room.isPresent()
                  ? " has room for "
                      + Bytes.human(room.getAsLong())
                      + " of fetched layers, half of what is free"
                  : " can be written to"));
    } catch (IOException e) {
      // Has its advice
      return Finding.failed(String.valueOf(e.getMessage()), "");
    }
  }
}
