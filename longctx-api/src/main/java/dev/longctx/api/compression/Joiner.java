package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans out as one text. What it writes between them counts in the budget.
 *
 * @param separator what stands between two spans
 * @param omissionMark what stands, between two separators, where text of one document was left out;
 *     null for nothing. It keeps a reader from taking far-apart spans for neighbours.
 */
public record Joiner(String separator, @Nullable String omissionMark) {

  /** One blank between spans. */
  public static final Joiner SPACE = of(" ");

  /** One span a line. */
  public static final Joiner NEWLINE = of("\n");

  /** A blank line between spans. */
  public static final Joiner BLANK_LINE = of("\n\n");

  /** Checks the components. */
  public Joiner {
    Objects.requireNonNull(separator, "separator");
    if (omissionMark != null && omissionMark.isBlank()) {
      throw new IllegalArgumentException("omission mark must be null or not blank");
    }
  }

  /**
   * A joiner without an omission mark.
   *
   * @param separator what stands between two spans
   * @return the joiner
   */
  public static Joiner of(String separator) {
    return new Joiner(separator, null);
  }

  /**
   * The same joiner with a mark for omissions.
   *
   * @param mark for example {@code "[...]"}, not blank
   * @return the joiner
   */
  public Joiner withOmissionMark(String mark) {
    return new Joiner(separator, Objects.requireNonNull(mark, "mark"));
  }

  /**
   * The spans' substrings with the separator, and the mark where it applies, between them.
   *
   * @param documents the documents that the spans index
   * @param spans sorted and disjoint spans
   * @return the text, empty for no span
   */
  public String join(List<Document> documents, List<KeptSpan> spans) {
    StringBuilder text = new StringBuilder();
    KeptSpan previous = null;
    for (KeptSpan span : spans) {
      if (previous != null) {
        text.append(between(documents, previous, span));
      }
      text.append(documents.get(span.document()).text(), span.start(), span.end());
      previous = span;
    }
    return text.toString();
  }

  /**
   * What {@link #join} writes between two neighbouring spans.
   *
   * @param documents the documents that the spans index
   * @param left the earlier span
   * @param right the later one
   * @return the separator, or separator, mark and separator
   */
  public String between(List<Document> documents, KeptSpan left, KeptSpan right) {
    if (omissionMark == null || left.document() != right.document()) {
      return separator;
    }
    String source = documents.get(left.document()).text();
    boolean omitted =
        source
            .substring(left.end(), right.start())
            .codePoints()
            .anyMatch(c -> !Character.isWhitespace(c));
    return omitted ? separator + omissionMark + separator : separator;
  }
}
