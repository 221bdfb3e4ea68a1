package dev.longctx.examples.ask;

import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.examples.compress.Outcome;
import dev.longctx.examples.terminal.PrintableText;
import java.util.List;
import java.util.stream.IntStream;

/** What became of the documents, in words. */
final class EvidenceNote {

  private static final int LENGTH = 200;

  private EvidenceNote() {}

  static String of(Compression compression) {
    if (compression.text().isBlank()) {
      return Outcome.of(compression).describe()
          + ", but nothing was kept: the model had no text to answer from";
    }
    return compression instanceof Compressed compressed
        ? scored(compressed)
        : Outcome.of(compression).describe();
  }

  /** What the critic cannot read is kept whole. */
  private static String scored(Compressed compressed) {
    List<String> unread =
        IntStream.range(0, compressed.documents().size())
            .filter(i -> compressed.statuses().get(i) == DocumentStatus.UNSUPPORTED_TEXT)
            .mapToObj(i -> compressed.documents().get(i).id())
            .toList();
    if (unread.isEmpty()) {
      return Outcome.of(compressed).describe();
    }
    String name =
        compressed.statuses().contains(DocumentStatus.SCORED) ? "compressed" : "unchanged";
    return PrintableText.line(
        name + ", whole where the critic cannot read the text: " + String.join(", ", unread),
        LENGTH);
  }
}
