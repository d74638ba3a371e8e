package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.AzureErrors.ContainerMissingException;
import io.github.azblobcache.store.azure.answers.Outcome;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.login.EntraIdTokens;
import io.github.azblobcache.store.azure.rest.BatchDeletes;
import io.github.azblobcache.store.azure.rest.BlobClient;
import io.github.azblobcache.store.azure.rest.BlockUpload;
import io.github.azblobcache.store.azure.rest.ContainerCreation;
import io.github.azblobcache.store.azure.rest.RangeWorkers;
import io.github.azblobcache.store.azure.rest.RangedReads;
import io.github.azblobcache.store.azure.rest.Redating;
import io.github.azblobcache.store.azure.rest.http.Authorizer;
import io.github.azblobcache.store.azure.rest.http.BlobAddress;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.rest.http.RequestBody;
import io.github.azblobcache.store.azure.shared.BlobListing;
import io.github.azblobcache.store.azure.shared.CachedTokens;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.store.azure.shared.TokenSource;
import io.github.azblobcache.store.azure.silent.SilentClassLoader;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Blobs in a container of an Azure storage account, or of Azurite.
 *
 * <p>Azure shows a blob only when all of it is there, and makes the conditions of conditional
 * requests hold; this class adds retries, see {@link AzureOptions}. With an account key or a shared
 * access signature, {@link #stat}, {@link #open}, {@link #putIfAbsent}, {@link #replaceIfUnchanged}
 * {@link #touch} and {@link #deleteIfUnchanged} load no class of the Azure SDK.
 *
 * <p>Interrupts are noticed between two parts of a body, before each request and in the pause after
 * it; not while waiting for an answer, which the timeouts bound, and {@link #close} ends.
 */
public final class AzureBlobStore implements BlobStore {

  // By its name, because it must not be loaded here
  private static final String SDK_CONTAINER = "io.github.azblobcache.store.azure.sdk.SdkContainer";

  private final AzureLocation location;
  private final AzureOptions options;
  private final StoreClock clock;
  private final AzureErrors errors;
  private final TokenSource tokens;
  private final HttpTransport http;
  private final BlobClient blobs;
  private final RangeWorkers workers;
  private final RangedReads reads;
  private final BlockUpload blocks;
  private final BatchDeletes batches;
  private final Redating redating;
  private final ContainerCreation creation;
  private final Lazy<BlobListing> container;
  private final Lazy<AzureBlobStore> patient;

  /**
   * A store that waits as long as a build does.
   *
   * @throws StoreAccessException if the account key is not base64
   */
  public AzureBlobStore(AzureLocation location) throws StoreAccessException {
    this(location, AzureOptions.forBuilds());
  }

  /**
   * @throws StoreAccessException if the account key is not base64
   */
  public AzureBlobStore(AzureLocation location, AzureOptions options) throws StoreAccessException {
    this(location, options, AzureOptions.forExports());
  }

  /**
   * @param patient how often, and with which pauses, {@link #patient} tries again
   */
  AzureBlobStore(AzureLocation location, AzureOptions options, AzureOptions patient)
      throws StoreAccessException {
    this(Shared.of(location, options, EntraIdTokens.LIMIT), options, patient);
  }

  /**
   * A store that gives up soon.
   *
   * @param login how long a login may take
   * @throws StoreAccessException if the account key is not base64
   */
  static AzureBlobStore forChecks(AzureLocation location, Duration login)
      throws StoreAccessException {
    AzureOptions options = AzureOptions.forChecks();
    return new AzureBlobStore(Shared.of(location, options, login), options, options);
  }

  private AzureBlobStore(Shared shared, AzureOptions options, AzureOptions patient) {
    this.location = shared.location();
    this.options = options;
    this.clock = shared.clock();
    this.errors = shared.errors();
    this.tokens = shared.tokens();
    this.http = shared.http();
    this.workers = shared.workers();
    Retries retries = new Retries(options);
    this.blobs = new BlobClient(http, retries, errors);
    this.reads = new RangedReads(blobs, workers);
    this.blocks = new BlockUpload(http, retries, blobs, errors, workers);
    this.batches = new BatchDeletes(http, retries, errors, location);
    this.redating = new Redating(http, retries, errors);
    this.creation = new ContainerCreation(http, retries);
    this.container =
        new Lazy<>(
            () ->
                SilentClassLoader.make(
                    SDK_CONTAINER,
                    BlobListing.class,
                    location,
                    options,
                    retries,
                    tokens,
                    errors,
                    clock));
    this.patient = new Lazy<>(() -> new AzureBlobStore(shared, patient, patient));
  }

  /** What a store has in common with its {@link #patient} form. */
  private record Shared(
      AzureLocation location,
      StoreClock clock,
      AzureErrors errors,
      TokenSource tokens,
      HttpTransport http,
      RangeWorkers workers) {

    static Shared of(AzureLocation location, AzureOptions options, Duration loginLimit)
        throws StoreAccessException {
      StoreClock clock = new StoreClock(Clock.systemUTC());
      AzureErrors errors = new AzureErrors(location, clock);
      Lazy<TokenSource> login = new Lazy<>(() -> new EntraIdTokens(location, options, loginLimit));
      TokenSource tokens = new CachedTokens(() -> login.get().token(), clock.local());
      Authorizer authorizer = Authorizer.of(location, tokens);
      HttpTransport http =
          new HttpTransport(new BlobAddress(location), authorizer, options, errors, clock);
      return new Shared(location, clock, errors, tokens, http, new RangeWorkers());
    }
  }

  /**
   * Signs in now, where there is a login and no account key. The login of a CI job can be good for
   * minutes only, and a build's export comes last.
   *
   * @return what the user should know about the login, for instance that it was slow
   * @throws StoreAccessException if no login works
   */
  @Override
  public Optional<String> signIn() throws StoreException {
    return location.needsLogin()
        ? Optional.of(token().notice()).filter(notice -> !notice.isEmpty())
        : Optional.empty();
  }

  StoreClock clock() {
    return clock;
  }

  AzureErrors errors() {
    return errors;
  }

  /** What a login with Entra ID gives. */
  TokenSource.Token token() throws StoreException {
    return tokens.token();
  }

  @Override
  public Optional<BlobStat> stat(BlobKey key) throws StoreException {
    return attempt("Looking at", key, operation -> blobs.stat(operation, key));
  }

  @Override
  public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
    return attempt(
        "Reading",
        key,
        operation ->
            range.isAll() ? reads.open(operation, key) : blobs.open(operation, key, range));
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
    return putIfAbsent(key, file, bytes -> {});
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file, LongConsumer sentBytes) throws IOException {
    String operation = operation("Storing", key);
    if (Files.size(file) > options.singlePutLimitBytes()) {
      return creatingContainer(() -> blocks.putIfAbsent(operation, key, file, sentBytes));
    }
    RequestBody body = RequestBody.of(file, sentBytes);
    Outcome outcome = creatingContainer(() -> blobs.putIfAbsent(operation, key, body));
    return outcome == Outcome.DONE
        || (outcome == Outcome.GONE && blocks.putIfAbsent(operation, key, file, sentBytes));
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    return attempt(
        "Writing",
        key,
        operation -> creatingContainer(() -> replaceIfUnchanged(operation, key, seen, bytes)));
  }

  private Optional<BlobStat> replaceIfUnchanged(
      String operation, BlobKey key, Optional<BlobStat> seen, byte[] bytes) throws IOException {
    Optional<BlobStat> written = blobs.replaceIfUnchanged(operation, key, seen, bytes);
    if (written.isEmpty() && seen.isEmpty()) {
      // Perhaps a killed upload has left blocks. In any case the caller reads what is there now
      blocks.putIfAbsent(operation, key, bytes);
    }
    return written;
  }

  @Override
  public boolean touch(BlobKey key) throws StoreException {
    return attempt("Touching", key, operation -> redating.run(operation, key));
  }

  @Override
  public Stream<BlobStat> list(String prefix, Consumer<String> otherNames) throws StoreException {
    String operation = "Listing '" + prefix + "' of " + location;
    return attempt(operation, () -> container.get().list(operation, prefix, otherNames));
  }

  @Override
  public boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
    return attempt("Deleting", seen.key(), operation -> blobs.deleteIfUnchanged(operation, seen));
  }

  @Override
  public List<Deletion> deleteAllIfUnchanged(List<BlobStat> seen) throws StoreInterruptedException {
    return batches.run(seen, this);
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public BlobStore patient() {
    return patient.get();
  }

  /** Ends the threads, and what waits for an answer. Idle connections end after some seconds. */
  @Override
  public void close() {
    workers.close();
    http.close();
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface NamedCall<T> {
    T run(String operation) throws IOException;
  }

  private <T> T attempt(String verb, BlobKey key, NamedCall<T> call) throws StoreException {
    String operation = operation(verb, key);
    return attempt(operation, () -> call.run(operation));
  }

  private <T> T attempt(String operation, Call<T> call) throws StoreException {
    try {
      return call.run();
    } catch (IOException e) {
      throw errors.unreachable(operation, e);
    }
  }

  // Asking first whether the container is there would cost every build a request
  private <T> T creatingContainer(Call<T> write) throws IOException {
    try {
      return write.run();
    } catch (ContainerMissingException e) {
      creation.run("Creating the container " + location);
      return write.run();
    }
  }

  private String operation(String verb, BlobKey key) {
    return verb + " blob '" + key + "' of " + location;
  }
}
