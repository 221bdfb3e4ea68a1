package dev.longctx.eval.evidence;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question, the paragraphs it is asked of, and where its evidence stands.
 *
 * @param id names the question in its file
 * @param source where the question comes from, null where the file does not say
 * @param question the question
 * @param paragraphs at least one, in the file's order
 */
public record EvidenceRecord(
    String id, @Nullable String source, String question, List<Paragraph> paragraphs) {

  /** Checks and copies the components. */
  public EvidenceRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(question, "question");
    paragraphs = List.copyOf(paragraphs);
    if (paragraphs.isEmpty()) {
      throw new IllegalArgumentException("paragraphs: expected at least one, found none");
    }
  }

  /**
   * A titled text. Ranges lose the white space at their ends; one without anything else labels
   * nothing and is left out.
   *
   * @param title maybe empty
   * @param text the text that ranges refer to
   * @param supports whether the paragraph holds evidence
   * @param supportSentences the supporting sentences; null or none where sentences are not labelled
   * @param answers where the answer stands, maybe nowhere
   */
  public record Paragraph(
      String title,
      String text,
      boolean supports,
      @Nullable List<TextRange> supportSentences,
      List<TextRange> answers) {

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if a range leaves the text
     */
    public Paragraph {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(text, "text");
      supportSentences = supportSentences == null ? null : stripped(supportSentences, text);
      answers = stripped(answers, text);
    }

    private static List<TextRange> stripped(List<TextRange> ranges, String text) {
      for (TextRange range : ranges) {
        if (range.end() > text.length()) {
          throw new IllegalArgumentException(
              "range: expected an end of at most %d, found %d"
                  .formatted(text.length(), range.end()));
        }
      }
      return ranges.stream()
          .map(range -> range.strip(text))
          .filter(range -> !range.isEmpty())
          .toList();
    }
  }
}
