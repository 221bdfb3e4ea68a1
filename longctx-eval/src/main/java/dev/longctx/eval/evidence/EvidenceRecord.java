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
   * A titled text.
   *
   * @param title maybe empty
   * @param text the text that ranges refer to
   * @param supports whether the paragraph holds evidence
   * @param supportSentences the supporting sentences, null where sentences are not labelled
   * @param answers where the answer stands, maybe nowhere
   */
  public record Paragraph(
      String title,
      String text,
      boolean supports,
      @Nullable List<TextRange> supportSentences,
      List<TextRange> answers) {

    /** Copies the lists. */
    public Paragraph {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(text, "text");
      supportSentences = supportSentences == null ? null : List.copyOf(supportSentences);
      answers = List.copyOf(answers);
    }
  }
}
