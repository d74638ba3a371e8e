package io.github.azblobcache.report;

import io.github.azblobcache.report.format.Bytes;
import java.util.List;

/** A table of an image's newest builds: how much of each was new, and how much reused. */
final class HtmlBuilds {

  private final StringBuilder page;

  HtmlBuilds(StringBuilder page) {
    this.page = page;
  }

  /** Appends the table, unless there is nothing to be compared. */
  void append(List<ReportedBuild> builds) {
    if (builds.isEmpty()) {
      return;
    }
    page.append("<div class=\"scroll builds chart\">\n<table>\n<caption>Builds, newest first:");
    page.append(" <span class=\"key new\"></span>new, <span class=\"key reused\"></span>reused");
    page.append(" from the one before</caption>\n<thead><tr>");
    page.append("<th scope=\"col\">exported</th><th scope=\"col\">new layers</th>");
    page.append("<th scope=\"col\" class=\"number\">new</th>");
    page.append("<th scope=\"col\" class=\"number\">reused</th>");
    page.append("<th scope=\"col\" class=\"time\"></th></tr></thead>\n<tbody>\n");
    long largest = 1;
    for (ReportedBuild build : builds) {
      largest = Math.max(largest, build.sizeBytes());
    }
    for (ReportedBuild build : builds) {
      row(build, largest);
    }
    page.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(ReportedBuild build, long largest) {
    long reusedBytes = build.sizeBytes() - build.newBytes();
    page.append("<tr><th scope=\"row\">").append(time(build)).append("</th>");
    page.append("<td class=\"times\">")
        .append(build.newLayers())
        .append(" of ")
        .append(build.layers());
    page.append("</td><td class=\"number\">").append(Bytes.human(build.newBytes()));
    page.append("</td><td class=\"number\">").append(Bytes.human(reusedBytes));
    page.append("</td><td class=\"time\"><div class=\"stack\">");
    part("new", build.newBytes(), largest);
    part("reused", reusedBytes, largest);
    page.append("</div></td></tr>\n");
  }

  private void part(String kind, long bytes, long largest) {
    if (bytes > 0) {
      page.append("<span class=\"").append(kind).append("\" style=\"width:");
      page.append(Math.round(bytes * 100.0 / largest)).append("%\"></span>");
    }
  }

  // To the minute: 2026-01-31 12:00 UTC
  private static String time(ReportedBuild build) {
    return build.exportedAt().isPresent()
        ? build.exportedAt().get().toString().substring(0, 16).replace('T', ' ') + " UTC"
        : "this build";
  }
}
