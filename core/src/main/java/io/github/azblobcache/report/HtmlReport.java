package io.github.azblobcache.report;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The report for people: one page that sends no request, with the timeline of each image's layers.
 */
final class HtmlReport {

  private final StringBuilder page = new StringBuilder(16 * 1024);
  private final Instant start;
  private final long totalMillis;

  private HtmlReport(ImageReport image) {
    this.start = image.start();
    this.totalMillis = Math.max(1, Duration.between(start, image.end()).toMillis());
  }

  static String of(List<ImageReport> images) {
    StringBuilder page = new StringBuilder(32 * 1024);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\"");
    page.append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>Layer cache report</title>\n<style>\n").append(HtmlStyle.CSS);
    page.append("</style>\n</head>\n<body>\n<main>\n<h1>Layer cache report</h1>\n");
    page.append("<p>Where each layer came from, and when. Times are seconds from the first thing");
    page.append(" that was done for the image.</p>\n<ul class=\"legend\">\n");
    key(page, "fetched", "fetched from a cache, and checked");
    key(page, "hashed", "diffID computed from the files");
    key(page, "built", "built");
    key(page, "exported", "uploaded to a cache");
    key(page, "before", "Maven's other work");
    key(page, "import", "the build waits for the cache");
    key(page, "jib", "Jib works");
    page.append("</ul>\n");
    for (ImageReport image : images) {
      page.append(new HtmlReport(image).section(image));
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void key(StringBuilder page, String phase, String meaning) {
    page.append("<li><span class=\"key ").append(phase).append("\"></span>");
    page.append(meaning).append("</li>\n");
  }

  private StringBuilder section(ImageReport image) {
    page.append("<section>\n<h2>").append(escaped(image.image())).append("</h2>\n<p>");
    page.append(escaped(image.summary().substring(image.image().length() + 2))).append("</p>\n");
    page.append(
        "<div class=\"scroll chart\">\n<table>\n<caption>Timeline, the image's bottom layer");
    page.append(" first</caption>\n<thead><tr><th scope=\"col\">layer</th>");
    page.append("<th scope=\"col\">came from</th><th scope=\"col\" class=\"number\">size</th>");
    page.append("<th scope=\"col\" class=\"time\"><span class=\"axis\">");
    for (int quarter = 0; quarter <= 4; quarter++) {
      page.append("<span>").append(seconds(totalMillis * quarter / 4)).append("</span>");
    }
    page.append("</span></th></tr></thead>\n<tbody>\n");
    course(image.course());
    for (LayerReport layer : image.layers()) {
      row(layer);
    }
    page.append("</tbody>\n</table>\n</div>\n");
    new HtmlBuilds(page).append(image.builds());
    details(image);
    return page.append("</section>\n");
  }

  private void course(BuildTimeline course) {
    page.append("<tr><th scope=\"row\">the build</th><td></td><td></td><td class=\"time\">");
    page.append("<div class=\"lane\">");
    if (start.isBefore(course.imported().start())) {
      bar("before", "Maven's other work", new Span(start, course.imported().start()));
    }
    bar("import", "waits for the import", course.imported());
    if (course.jib().isPresent()) {
      bar("jib", "Jib works", course.jib().get());
    }
    if (course.exported().isPresent()) {
      bar("export", "waits for the export", course.exported().get());
    }
    page.append("</div></td></tr>\n");
  }

  private void row(LayerReport layer) {
    page.append("<tr><th scope=\"row\">").append(name(layer)).append("</th><td>");
    page.append(layer.source().text()).append("</td><td class=\"number\">");
    page.append(Bytes.human(layer.blob().sizeBytes())).append("</td><td class=\"time\">");
    page.append("<div class=\"lane\">");
    if (layer.phases().isEmpty()) {
      page.append("<span class=\"nothing\">nothing to do</span>");
    }
    for (Map.Entry<Phase, Span> phase : layer.phases().entrySet()) {
      bar(phase.getKey().text(), phase.getKey().text(), phase.getValue());
    }
    page.append("</div></td></tr>\n");
  }

  private void bar(String kind, String what, Span span) {
    long from = Duration.between(start, span.start()).toMillis();
    String text = what + " for " + seconds(span.millis()) + ", from " + seconds(from);
    page.append("<span class=\"bar ").append(kind).append("\" role=\"img\" style=\"left:");
    page.append(percent(from)).append(";width:").append(percent(span.millis()));
    String label = escaped(text);
    page.append("\" title=\"").append(label).append("\" aria-label=\"").append(label);
    page.append("\"></span>");
  }

  private void details(ImageReport image) {
    page.append("<details>\n<summary>Digests, times, and why a layer was built</summary>\n");
    page.append("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">layer</th>");
    page.append("<th scope=\"col\">digest, diffID</th><th scope=\"col\">times</th>");
    page.append("<th scope=\"col\">what is different</th></tr></thead>\n<tbody>\n");
    for (LayerReport layer : image.layers()) {
      page.append("<tr><th scope=\"row\">").append(name(layer)).append("</th><td><code>");
      page.append(layer.blob().digest()).append("</code><br><code>").append(layer.diffId());
      page.append("</code></td><td class=\"times\">");
      for (Map.Entry<Phase, Span> phase : layer.phases().entrySet()) {
        page.append(phase.getKey().text()).append(' ');
        page.append(seconds(phase.getValue().millis())).append("<br>");
      }
      page.append("</td><td>");
      if (layer.rebuild().isPresent()) {
        rebuild(layer.rebuild().get());
      }
      page.append("</td></tr>\n");
    }
    page.append("</tbody>\n</table></div>\n</details>\n");
  }

  private void rebuild(Rebuild rebuild) {
    page.append("built: ").append(escaped(rebuild.because()));
    if (!rebuild.files().isEmpty()) {
      page.append("<ul class=\"files\">\n");
      for (String file : rebuild.files()) {
        page.append("<li>").append(escaped(file)).append("</li>\n");
      }
      page.append("</ul>");
    }
  }

  private static String name(LayerReport layer) {
    return layer.name().isEmpty() ? "(no name)" : escaped(layer.name());
  }

  private String percent(long millis) {
    return hundredths((millis * 10_000 + totalMillis / 2) / totalMillis) + "%";
  }

  private static String seconds(long millis) {
    return hundredths((millis + 5) / 10) + " s";
  }

  // String.format would take longer, on a cold JVM, than all the rest of the page.
  private static String hundredths(long count) {
    long rest = count % 100;
    return count / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  private static String escaped(String text) {
    return Printable.of(text)
        .toString()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
