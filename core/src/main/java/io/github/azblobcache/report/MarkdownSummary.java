package io.github.azblobcache.report;

import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The report as CI services show it beside a job: Markdown, a table for each image. */
public final class MarkdownSummary {

  private MarkdownSummary() {}

  /**
   * Gives the summary to the CI service that runs this build, if it takes one: to the file that
   * GitHub Actions names in {@code GITHUB_STEP_SUMMARY}; to Azure Pipelines, which sets {@code
   * TF_BUILD}, as a file and a logging command.
   *
   * @param images all images of a session
   * @param environment returns an environment variable; null if it is not set
   * @param folder where the file for Azure Pipelines is written
   * @param log takes the logging command, a line of its own; empty if the build is to print nothing
   * @see <a
   *     href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#uploadsummary-add-some-markdown-content-to-the-build-summary">Azure
   *     Pipelines, UploadSummary</a>
   */
  public static void publish(
      List<ImageReport> images,
      UnaryOperator<String> environment,
      Path folder,
      Optional<Consumer<String>> log)
      throws IOException {
    if (images.isEmpty()) {
      return;
    }
    Optional<String> github = set(environment, "GITHUB_STEP_SUMMARY");
    if (github.isPresent()) {
      Files.writeString(
          Path.of(github.get()),
          of(images),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    if (log.isPresent() && set(environment, "TF_BUILD").isPresent()) {
      Path file = folder.resolve("layer-cache.md").toAbsolutePath();
      ReportFile.write(file, of(images));
      log.get().accept("##vso[task.uploadsummary]" + Printable.of(file.toString()));
    }
  }

  private static Optional<String> set(UnaryOperator<String> environment, String name) {
    String value = environment.apply(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  static String of(List<ImageReport> images) {
    StringBuilder text = new StringBuilder("### Layer cache\n\n");
    for (ImageReport image : images) {
      image(text, image);
    }
    return text.toString();
  }

  private static void image(StringBuilder text, ImageReport image) {
    text.append("**").append(escaped(image.image())).append("**: ");
    text.append(image.count(LayerSource.CACHE)).append(" of ").append(image.layers().size());
    text.append(" layers from the cache, ");
    text.append(Bytes.human(image.traffic().bytesDown())).append(" fetched, ");
    if (image.bytesNotMoved() > 0) {
      text.append(Bytes.human(image.bytesNotMoved())).append(" left in the registry, ");
    }
    text.append(Bytes.human(image.traffic().bytesUp())).append(" uploaded");
    text.append(image.saved()).append("\n\n");
    text.append("| layer | came from | size | got in | exported in |\n");
    text.append("|---|---|--:|--:|--:|\n");
    for (LayerReport layer : image.layers()) {
      text.append("| ").append(layer.name().isEmpty() ? "(no name)" : escaped(layer.name()));
      text.append(" | ").append(layer.source().text());
      text.append(" | ").append(Bytes.human(layer.blob().sizeBytes()));
      text.append(" | ").append(seconds(layer.millis()));
      Span exported = layer.phases().get(Phase.EXPORTED);
      text.append(" | ").append(exported == null ? "" : seconds(exported.millis()));
      text.append(" |\n");
    }
    text.append('\n');
    Optional<String> why = image.costliestRebuild();
    if (why.isPresent()) {
      text.append(escaped(why.get())).append("\n\n");
    }
  }

  private static String seconds(long millis) {
    return millis == 0 ? "" : String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
  }

  // A POM can have any name, and none may end a cell, or begin a tag or a link.
  private static String escaped(String text) {
    return Printable.of(text).toString().replaceAll("([\\\\`*_{}\\[\\]<>|#!])", "\\\\$1");
  }
}
