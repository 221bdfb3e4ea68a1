package dev.longctx.api.reasoning;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compression;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy reads before it answers. All of it is untrusted.
 *
 * @param documents the whole documents, in order
 * @param compression what was kept of them, or null where they are read whole
 */
public record Reading(List<Document> documents, @Nullable Compression compression) {

  private static final String BLANK_LINE = "\n\n";

  /** Copies the list. */
  public Reading {
    documents = List.copyOf(documents);
  }

  /**
   * Whole documents.
   *
   * @param documents in order
   * @return the reading
   */
  public static Reading of(List<Document> documents) {
    return new Reading(documents, null);
  }

  /**
   * What a compressor kept.
   *
   * @param compression its outcome
   * @return the reading
   */
  public static Reading of(Compression compression) {
    return new Reading(compression.documents(), compression);
  }

  /**
   * The text to read.
   *
   * @return the compression's text, or the documents separated by blank lines
   */
  public String text() {
    return compression != null
        ? compression.text()
        : documents.stream().map(Document::text).collect(Collectors.joining(BLANK_LINE));
  }
}
