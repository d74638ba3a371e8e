package io.github.azblobcache.jib.faults;

import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.text.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was printed, without what is another at each run.
 *
 * @param cache where it is
 * @param folder of the run
 */
record PrintedText(StoreLocation cache, Path folder) {

  String of(List<String> lines) {
    Set<String> texts = new TreeSet<>();
    for (String line : lines) {
      texts.add(of(line));
    }
    return texts.isEmpty() ? "nothing" : texts.stream().collect(Collectors.joining("<br>"));
  }

  private String of(String line) {
    String text =
        Printable.of(line)
            .toString()
            .replace(container(), "layers")
            .replace(folder.toString(), "/home/user")
            .replaceAll("(https?)://127\\.0\\.0\\.1:\\d+/devstoreaccount1", "$1://acct")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "acct")
            .replaceAll("sha256:[0-9a-f]{64}", "sha256:…")
            .replaceAll("\\b[0-9a-f]{64}\\b", "…")
            .replaceAll("in \\d+ ms", "in … ms")
            .replaceAll("\\d+ bytes", "… bytes")
            .replaceAll("ended after \\d+ of", "ended after … of")
            // Layers are seen to at the same time, and any can be the first to fail
            .replace("Touching blob 'blobs/", "Storing blob 'blobs/")
            .replace("Connection reset by peer", "Connection reset")
            .replaceAll("(session|azblob-cache)-\\d{9,}", "$1-…")
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…")
            .replaceAll("\\d+ minutes", "… minutes")
            .replace("devstoreaccount1", "acct")
            .replaceAll("request [0-9a-f-]+", "request …");
    return text.replaceAll("([\\\\`*{}\\[\\]<>|])", "\\\\$1");
  }

  private String container() {
    return cache instanceof AzureLocation azure ? azure.container() : "no container";
  }
}
