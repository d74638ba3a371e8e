package io.github.azblobcache.jib.base;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.jib.base.image.PinnedImage;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a base image as its registry, or a mirror, has published them: Jib keeps only a
 * part of them.
 *
 * <p>They are asked for while Jib builds, once in a session for all modules with the same base
 * image. A build hardly waits for a registry that does not answer, as one behind a firewall may
 * not. For use by any thread.
 */
final class RegistryQuestion {

  /** How long a build waits for the first answer. */
  private static final long FIRST_ANSWER_MILLIS = 300;

  /** How long a build waits for the last answer of a registry that has given one. */
  private static final long LAST_ANSWER_MILLIS = 5_000;

  private final CompletableFuture<Optional<PinnedImage>> answer = new CompletableFuture<>();
  private volatile @Nullable RegistryAccess asked;

  private RegistryQuestion() {}

  /** The questions of a session, by the names of the base images. */
  private static final class Session {
    private final Map<String, RegistryQuestion> questions = new ConcurrentHashMap<>();
  }

  /**
   * Asks for a base image's documents in the background, unless the session has asked before. No
   * registry is asked where Maven is offline.
   *
   * @param known the documents if a cache has them: then no registry is asked
   */
  static RegistryQuestion ask(Base base, JibRun run, Supplier<Optional<PinnedImage>> known) {
    Session session = SessionContext.of(run.session()).only(Session.class, Session::new);
    RegistryQuestion mine = new RegistryQuestion();
    RegistryQuestion first = session.questions.putIfAbsent(base.recordName(), mine);
    if (first != null) {
      return first;
    }
    DaemonThreads.start("registry", () -> mine.answer(base, run, known));
    return mine;
  }

  private void answer(Base base, JibRun run, Supplier<Optional<PinnedImage>> known) {
    try {
      Optional<PinnedImage> image = known.get();
      answer.complete(image.isPresent() || run.isOffline() ? image : read(base, run));
    } catch (IOException | RuntimeException | LinkageError e) {
      answer.completeExceptionally(e);
    }
  }

  private Optional<PinnedImage> read(Base base, JibRun run) throws IOException {
    Path folder = Path.of(run.project().getBuild().getDirectory(), "azblob-cache", "base-image");
    Files.createDirectories(folder);
    IOException failure = null;
    for (RegistryAccess place :
        RegistryAccess.toMirrorsAndRegistry(base.reference().image(), run)) {
      asked = place;
      try (place) {
        PublishedDocuments documents = new PublishedDocuments(place, folder);
        Optional<Digest> pinned = base.reference().pinned();
        Digest digest =
            pinned.isPresent()
                ? pinned.get()
                : documents.digestOf(base.reference().image().getQualifier());
        return PinnedImage.read(digest, base.platforms(), documents);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /**
   * Waits a little for the documents. Where they have not come, they are not waited for again.
   *
   * @return empty if the image has a form that Jib does not remember in full
   * @throws IOException if they can't be read, or not in time
   */
  Optional<PinnedImage> await() throws IOException {
    try {
      return await(FIRST_ANSWER_MILLIS);
    } catch (TimeoutException e) {
      return awaitRest();
    }
  }

  private Optional<PinnedImage> awaitRest() throws IOException {
    RegistryAccess place = asked;
    try {
      if (place != null && place.hasAnswered()) {
        return await(LAST_ANSWER_MILLIS);
      }
    } catch (TimeoutException e) {
      // It is not asked any longer.
    }
    IOException late = new IOException("no answer in time");
    answer.completeExceptionally(late);
    if (place != null) {
      place.close();
    }
    throw late;
  }

  private Optional<PinnedImage> await(long millis) throws IOException, TimeoutException {
    try {
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while a registry was asked");
    }
  }
}
