package io.github.azblobcache.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.PlainJson;
import io.github.azblobcache.testkit.Jq;
import io.github.azblobcache.testkit.RealParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The filter of the examples makes spans as OpenTelemetry's protocol has them.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP in JSON</a>
 */
class ReportToOtlpTest {

  private static final Path FILTER = Path.of("..", "examples", "report-to-otlp.jq");
  private static final long START = 1_769_817_600_000L;

  @Test
  void eachLayerIsASpanOfTheImage() throws Exception {
    List<String> spans = new ArrayList<>();
    for (Map<?, ?> span : spans(Map.of(), SampleReports.shop())) {
      spans.add("%s %d-%d".formatted(text(span, "name"), at(span, "start"), at(span, "end")));
    }
    assertEquals(
        List.of(
            "com.example:shop 0-2300",
            "import 200-800",
            "jib 800-2000",
            "export 2000-2300",
            "layer dependencies 0-640",
            "fetched 0-500",
            "hashed 210-640",
            "layer classes 220-1400",
            "hashed 220-260",
            "built 850-910",
            "exported 930-1400"),
        spans);
  }

  @Test
  void theyAreTheChildrenOfTheSpanThatTheEnvironmentNames() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    Map<String, String> parent = Map.of("TRACEPARENT", "00-" + trace + "-b7ad6b7169203331-01");
    Map<String, String> names = Map.of("b7ad6b7169203331", "parent");
    List<Map<?, ?>> spans = spans(parent, SampleReports.shop());
    List<String> tree = new ArrayList<>();
    Map<String, String> byId = new HashMap<>(names);
    for (Map<?, ?> span : spans) {
      assertEquals(trace, text(span, "traceId"));
      byId.put(text(span, "spanId"), text(span, "name"));
      tree.add(byId.get(text(span, "parentSpanId")) + " > " + text(span, "name"));
    }
    assertEquals("parent > com.example:shop", tree.get(0));
    assertTrue(tree.contains("com.example:shop > layer classes"), tree.toString());
    assertTrue(tree.contains("layer classes > built"), tree.toString());
  }

  @Test
  void eachHasAnIdOfItsOwnInATraceOfItsOwn() throws Exception {
    List<Map<?, ?>> spans = spans(Map.of(), SampleReports.shop(), SampleReports.withLayers(40));
    Set<String> ids = new HashSet<>();
    for (Map<?, ?> span : spans) {
      assertTrue(text(span, "spanId").matches("[0-9a-f]{16}"), text(span, "spanId"));
      assertTrue(text(span, "traceId").matches("[0-9a-f]{32}"), text(span, "traceId"));
      assertTrue(ids.add(text(span, "spanId")), span.toString());
    }
    assertFalse(spans.get(0).containsKey("parentSpanId"));
  }

  private static List<Map<?, ?>> spans(Map<String, String> variables, ImageReport... images)
      throws Exception {
    Jq jq = RealParts.require(Jq::installed);
    String json = jq.run(FILTER, JsonReport.of(List.of(images)), variables);
    Object spans = PlainJson.parse(json);
    for (String list : List.of("resourceSpans", "scopeSpans", "spans")) {
      spans = ((Map<?, ?>) (spans instanceof List<?> all ? all.get(0) : spans)).get(list);
    }
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object span : (List<?>) spans) {
      maps.add((Map<?, ?>) span);
    }
    return maps;
  }

  private static String text(Map<?, ?> span, String key) {
    return (String) span.get(key);
  }

  /** Milliseconds from the beginning of the report. */
  private static long at(Map<?, ?> span, String which) {
    return Long.parseLong(text(span, which + "TimeUnixNano")) / 1_000_000 - START;
  }
}
