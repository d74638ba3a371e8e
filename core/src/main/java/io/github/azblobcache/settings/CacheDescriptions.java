package io.github.azblobcache.settings;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.CacheKey;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.DescriptionParser;
import io.github.azblobcache.settings.syntax.Origin;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.DurationText;
import io.github.azblobcache.settings.values.GoBoolean;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Placeholder;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.UnreplacedPlaceholderException;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads descriptions of caches as buildx has them: {@code
 * type=azblob,account_url=https://acct.blob.core.windows.net,name=main}, one per line.
 *
 * <p>Keys, defaults and environment variables are BuildKit's. Three things differ on purpose: an
 * unknown key is an error and not ignored; an environment variable that is empty counts as not set;
 * and the account's name is the first part of the path where the URL's host is an address.
 *
 * @see <a href="https://docs.docker.com/build/cache/backends/azblob/">Docker, Azure Blob Storage
 *     cache</a>
 */
public final class CacheDescriptions {

  private static final String DEFAULT_NAME = "buildkit";

  /** Any: all are equally long. */
  private static final Digest SOME_DIGEST = new Digest("0".repeat(64));

  private final CacheUse use;
  private final Attributes attributes;

  private CacheDescriptions(CacheUse use, Attributes attributes) {
    this.use = use;
    this.attributes = attributes;
  }

  /**
   * Reads all caches of a setting, in their order; one that is written twice to import from is
   * there once. One that needs a variable without a value is left out, with a warning: so are those
   * of a build that gets no secrets.
   *
   * @throws InvalidSettingException if anything is wrong with any of them, or two exports would
   *     write the same manifest
   */
  public static List<CacheDescription> parseAll(
      Setting setting, CacheUse use, SettingContext context) {
    return withoutRepeats(descriptions(explainAll(setting, use, context)));
  }

  /**
   * The same caches, each as often as it is written, with where each part of them comes from.
   *
   * @throws InvalidSettingException as {@link #parseAll} does
   */
  static List<ConfiguredCache> explainAll(Setting setting, CacheUse use, SettingContext context) {
    List<ConfiguredCache> caches = new ArrayList<>();
    for (Map.Entry<String, String> line : lines(setting).entrySet()) {
      try {
        caches.add(parse(line.getKey(), line.getValue(), use, context));
      } catch (UnreplacedPlaceholderException e) {
        context.warnings().accept(e.getMessage());
      }
    }
    if (use == CacheUse.EXPORT) {
      requireDifferentManifests(setting, descriptions(caches));
    }
    return caches;
  }

  private static List<CacheDescription> descriptions(List<ConfiguredCache> caches) {
    List<CacheDescription> descriptions = new ArrayList<>();
    for (ConfiguredCache cache : caches) {
      descriptions.add(cache.description());
    }
    return descriptions;
  }

  private static ConfiguredCache parse(
      String where, String line, CacheUse use, SettingContext context) {
    Optional<String> placeholder = Placeholder.in(line);
    if (placeholder.isPresent()) {
      throw new UnreplacedPlaceholderException(where, placeholder.get());
    }
    Attributes attributes = DescriptionParser.parse(where, line, context);
    CacheDescription cache = new CacheDescriptions(use, attributes).description();
    return new ConfiguredCache(use, cache, attributes.origins());
  }

  // No set: one cache, the usual case, is compared with nothing.
  private static List<CacheDescription> withoutRepeats(List<CacheDescription> caches) {
    List<CacheDescription> different = new ArrayList<>();
    for (CacheDescription cache : caches) {
      if (!different.contains(cache)) {
        different.add(cache);
      }
    }
    return different;
  }

  /** The descriptions by the name that each has in a message. */
  private static Map<String, String> lines(Setting setting) {
    List<String> lines = setting.value().lines().toList();
    Map<String, String> numbered = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        numbered.put(setting.name() + ", line " + (i + 1), lines.get(i).strip());
      }
    }
    if (numbered.isEmpty()) {
      throw new InvalidSettingException(
          setting.name(),
          "is empty",
          "Write type=azblob,account_url=https://<account>.blob.core.windows.net,name=<name>, or"
              + " leave it out.");
    }
    return numbered.size() > 1
        ? numbered
        : Map.of(setting.name(), numbered.values().iterator().next());
  }

  private static void requireDifferentManifests(
      Setting setting, List<CacheDescription> descriptions) {
    Set<String> manifests = new HashSet<>();
    for (CacheDescription cache : descriptions) {
      for (ManifestName name : cache.names()) {
        String manifest = cache.location().place() + "/" + cache.layout().manifest(name.value());
        if (!manifests.add(manifest)) {
          throw new InvalidSettingException(
              setting.name(),
              "two of the caches are one: both write " + manifest,
              "Write one of them only, or give them different names with name=<name>.");
        }
      }
    }
  }

  private CacheDescription description() {
    StoreLocation location = attributes.location(use);
    Layout layout =
        new Layout(
            attributes.text(CacheKey.PREFIX, Layout.DEFAULT.prefix()),
            attributes.text(CacheKey.BLOBS_PREFIX, Layout.DEFAULT.blobsPrefix()),
            attributes.text(CacheKey.MANIFESTS_PREFIX, Layout.DEFAULT.manifestsPrefix()));
    List<ManifestName> names = names();
    requireKeys(layout, names);
    CacheDescription cache =
        new CacheDescription(location, layout, names, mode(), baseMaxAge(), ignoreError());
    if (use == CacheUse.EXPORT && cache.baseMaxAge().isPresent() && !cache.notesBaseTags()) {
      throw attributes.invalid(
          "base-max-age is there without mode=max, and only an export of base images notes their"
              + " tags",
          "Add mode=max, or leave base-max-age out.");
    }
    return cache;
  }

  // One that is written twice is here twice: CacheDescription takes the repeats out.
  private List<ManifestName> names() {
    String text = attributes.text(CacheKey.NAME, "");
    if (text.isEmpty() && attributes.value(CacheKey.NAME).isEmpty()) {
      text = DEFAULT_NAME;
      attributes.used(CacheKey.NAME, text, Origin.DEFAULT);
    }
    try {
      List<ManifestName> names = new ArrayList<>();
      for (String name : text.split(";", -1)) {
        names.add(new ManifestName(name));
      }
      return names;
    } catch (IllegalArgumentException e) {
      throw attributes.invalid(
          "name '" + text + "' is not one or more names: " + e.getMessage(),
          "Write name=<name>, or name=<name>;<name> for several.");
    }
  }

  private void requireKeys(Layout layout, List<ManifestName> names) {
    try {
      layout.blob(SOME_DIGEST);
      for (ManifestName name : names) {
        layout.manifest(name.value());
      }
    } catch (IllegalArgumentException e) {
      throw attributes.invalid(
          "prefix, manifests_prefix, blobs_prefix and name make no legal blob name: "
              + e.getMessage(),
          "Write shorter ones, of letters, digits, '-', '_' and '/'.");
    }
  }

  private CacheMode mode() {
    String text = attributes.text(CacheKey.MODE, "min");
    return switch (text) {
      case "min" -> CacheMode.MIN;
      case "max" -> CacheMode.MAX;
      default ->
          throw attributes.invalid(
              "mode " + Redacted.word(text) + " is neither min nor max",
              "Write mode=min for the layers that the build makes, mode=max for the base image's"
                  + " too.");
    };
  }

  private Optional<Duration> baseMaxAge() {
    String text = attributes.text(CacheKey.BASE_MAX_AGE, "");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DurationText.parse(text)
                .orElseThrow(
                    () ->
                        attributes.invalid(
                            "base-max-age " + Redacted.word(text) + " is not a duration",
                            "Write base-max-age=24h or base-max-age=P7D, or leave it out.")));
  }

  private boolean ignoreError() {
    String text = attributes.text(CacheKey.IGNORE_ERROR, "false");
    Optional<Boolean> ignoreError = GoBoolean.parse(text);
    if (ignoreError.isEmpty()) {
      throw attributes.invalid(
          "ignore-error " + Redacted.word(text) + " is neither true nor false",
          "Write ignore-error=true or ignore-error=false.");
    }
    return ignoreError.get();
  }
}
