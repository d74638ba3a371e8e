package io.github.azblobcache.jib.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Listings in two pages, of which something is wrong with one. */
record PagedListing(Way way, Map<String, Answer> whole) implements Effect {

  private static final Pattern BLOB = Pattern.compile("(?s)<Blob>.*?</Blob>");
  private static final String MARKER = "page2";

  /** What is wrong. */
  enum Way {
    /** The second page can't be had. */
    LOST,
    /** The second page has the first one's names, too. */
    REPEATED,
    /** Each page has a name twice. */
    TWICE
  }

  PagedListing(Way way) {
    this(way, new ConcurrentHashMap<>());
  }

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    String listing = exchange.service().url() + exchange.parameter("prefix");
    boolean isSecond = exchange.target().contains("marker=");
    if (isSecond && way == Way.LOST) {
      Effects.refusal(500, "InternalError").answer(exchange);
      return;
    }
    if (!isSecond) {
      whole.put(listing, exchange.forward());
    }
    // The SDK takes no answer that does not repeat this
    String id = exchange.headers().getOrDefault("x-ms-client-request-id", "");
    Answer all = whole.get(listing).with("x-ms-client-request-id", id);
    exchange.send(all.withBody(page(new String(all.body(), UTF_8), isSecond).getBytes(UTF_8)));
  }

  @Override
  public Reaction reaction() {
    return way == Way.LOST ? Reaction.TRIES_AGAIN : Reaction.GIVES_UP;
  }

  private String page(String xml, boolean isSecond) {
    List<String> blobs = BLOB.matcher(xml).results().map(MatchResult::group).toList();
    int half = (blobs.size() + 1) / 2;
    List<String> first = blobs.subList(0, half);
    List<String> page = new ArrayList<>(isSecond ? blobs.subList(half, blobs.size()) : first);
    if (way == Way.REPEATED && isSecond) {
      page.addAll(0, first);
    }
    if (way == Way.TWICE && !page.isEmpty()) {
      page.add(0, page.get(0));
    }
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>"
        + String.join("", page)
        + "</Blobs><NextMarker>"
        + (isSecond ? "" : MARKER)
        + "</NextMarker></EnumerationResults>";
  }
}
