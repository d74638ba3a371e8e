package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.AzureProbe;
import io.github.azblobcache.store.azure.ServiceAnswer;
import io.github.azblobcache.store.azure.TlsFacts;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureCredential.DefaultChain;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.store.errors.StorePermissionException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Checks a container of Azure's: the way to it first, then what the credential allows. */
final class AzureChecks {

  // What Azure allows a request's date to be off
  private static final Duration TOLERATED_SKEW = Duration.ofMinutes(15);
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(10);
  private static final Duration DNS_LIMIT = Duration.ofSeconds(4);

  private static final Finding NOT_LOOKED_AT = Finding.note("not known", "");

  private final CheckedCache cache;
  private final AzureLocation location;
  private final StepLog log;
  private final AzureProbe probe;
  private Optional<String> proxy = Optional.empty();
  private Optional<ServiceAnswer> answer = Optional.empty();
  private Optional<StoreException> failure = Optional.empty();
  private Finding container = NOT_LOOKED_AT;

  AzureChecks(CheckedCache cache, StepLog log, AzureProbe probe) {
    this.cache = cache;
    this.location = (AzureLocation) cache.location();
    this.log = log;
    this.probe = probe;
  }

  static Duration loginLimit() {
    return LOGIN_LIMIT;
  }

  void run() throws IOException {
    log.take(Step.PROXY, this::proxy);
    if (!log.take(Step.DNS, this::dns)
        || !log.take(Step.CONNECTION, this::connect)
        || !log.take(Step.TLS, this::tls)
        || !log.take(Step.SERVICE, this::service)) {
      return;
    }
    log.take(Step.CLOCK, this::clock);
    if (log.take(Step.LOGIN, this::login)) {
      log.take(Step.CONTAINER, () -> container);
      new ContentChecks(cache, probe.store(), log).run();
    }
  }

  private Finding proxy() {
    proxy = probe.proxy();
    return Finding.ok(proxy.orElse("none"));
  }

  private Finding dns() throws IOException {
    String host = location.accountUrl().getHost();
    if (proxy.isPresent()) {
      return Finding.ok("the proxy looks up " + host);
    }
    List<String> addresses = TimedCall.within(DNS_LIMIT, "Looking up " + host, probe::addresses);
    return Finding.ok(
        addresses.isEmpty()
            ? "not needed: " + host + " is an address"
            : host + " is " + String.join(", ", addresses));
  }

  private Finding connect() {
    try {
      answer = Optional.of(probe.ask());
    } catch (StoreException e) {
      failure = Optional.of(e);
      if (e instanceof StoreUnreachableException && !isAboutTls(e)) {
        return Finding.failed(StepLog.withoutAdvice(e) + way(), e.advice());
      }
    }
    return Finding.ok("connected to " + location.accountUrl().getAuthority());
  }

  private String way() {
    return proxy.map(it -> " The way leads through the proxy " + it + ".").orElse("");
  }

  private static boolean isAboutTls(StoreException e) {
    return e.getCause() instanceof SSLException;
  }

  private Finding tls() throws StoreException {
    if (failure.isPresent() && isAboutTls(failure.get())) {
      return untrusted(failure.get());
    }
    if ("http".equalsIgnoreCase(location.accountUrl().getScheme())) {
      return Finding.ok("none: http, which is for this machine only");
    }
    Optional<TlsFacts> facts = answer.flatMap(ServiceAnswer::tls);
    return Finding.ok(
        facts.isEmpty() ? "connected" : facts.get().protocol() + ", " + describe(facts.get()));
  }

  private Finding untrusted(StoreException e) throws StoreException {
    Optional<TlsFacts> shown = probe.certificate();
    String detail =
        StepLog.withoutAdvice(e) + shown.map(it -> " It shows " + describe(it) + ".").orElse("");
    return Finding.failed(detail, e.advice());
  }

  private static String describe(TlsFacts facts) {
    return "a certificate of '"
        + facts.subject()
        + "', "
        + (facts.isSelfSigned()
            ? "which it has signed itself"
            : "signed by '" + facts.issuer() + "'")
        + ", valid until "
        + facts.validUntil();
  }

  private Finding service() throws StoreException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    String version = answer.orElseThrow().version();
    return Finding.ok(
        (answer.get().server().isEmpty() ? "Azure Blob Storage" : answer.get().server())
            + (version.isEmpty() ? "" : ", version " + version + " of the protocol"));
  }

  private Finding clock() {
    Duration ahead = answer.orElseThrow().clockAhead();
    String difference = difference(ahead);
    return ahead.abs().compareTo(TOLERATED_SKEW) > 0
        ? Finding.note(difference + ", and Azure allows 15 minutes", "Set this machine's clock.")
        : Finding.ok(difference);
  }

  private static String difference(Duration ahead) {
    long seconds = ahead.abs().toSeconds();
    if (seconds < 2) {
      return "the same as the service's";
    }
    return (seconds < 120 ? seconds + " s" : seconds / 60 + " minutes")
        + (ahead.isNegative() ? " ahead of" : " behind")
        + " the service's";
  }

  // The first request with the credential, which shows what is wrong with it.
  private Finding login() throws StoreException {
    String who =
        location.credential() instanceof DefaultChain
            ? "signed in by " + probe.signIn()
            : "accepted: " + describe(location.credential());
    BlobKey key = cache.layout().manifest(cache.names().iterator().next().value());
    try {
      probe.store().stat(key);
      container = Finding.ok(location.container() + " is there");
    } catch (StoreMissingException e) {
      container = missing();
    } catch (StorePermissionException e) {
      container = Finding.note("not known: the credential may not read", "");
    } catch (StoreAccessException e) {
      return Finding.failed(StepLog.withoutAdvice(e), probe.advice(e));
    }
    return Finding.ok(who);
  }

  private static String describe(AzureCredential credential) {
    return credential instanceof SharedAccessSignature signature
        ? signature
            + signature.permissions().map(it -> ", permissions '" + it + "'").orElse("")
            + signature.expiry().map(it -> ", until " + it).orElse("")
        : credential.toString();
  }

  private Finding missing() {
    return cache.isExported()
        ? Finding.ok(location.container() + " is not there yet: the first write creates it")
        : Finding.note(
            location.container() + " is not there",
            "The first export creates it. Check 'container' if there was one.");
  }
}
