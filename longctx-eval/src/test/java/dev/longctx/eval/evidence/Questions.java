package dev.longctx.eval.evidence;

import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small questions for tests. */
final class Questions {

  static final String RIVER = "The Orle is a river. It runs past Castle Brann. It is short.";
  static final String TREATY = "The treaty was signed in a hall. The hall stands in Castle Brann.";
  static final String COOK = "Soup needs salt. Bread needs time.";

  /** Two supporting paragraphs with one marked sentence each, and a distractor between them. */
  static final EvidenceRecord MARKED =
      new EvidenceRecord(
          "q1",
          "hand",
          "Which river runs past the castle where the treaty was signed?",
          List.of(
              paragraph("Orle", RIVER, "It runs past Castle Brann.", "Orle"),
              new Paragraph("Cooking", COOK, false, null, List.of()),
              paragraph("Treaty", TREATY, "The hall stands in Castle Brann.", null)));

  /** Only paragraphs are labelled. */
  static final EvidenceRecord UNMARKED =
      new EvidenceRecord(
          "q2",
          null,
          "What does bread need?",
          List.of(
              new Paragraph("", COOK, true, null, List.of()),
              new Paragraph("Orle", RIVER, false, null, List.of())));

  private Questions() {}

  static TextRange range(String text, String part) {
    int at = text.indexOf(part);
    return new TextRange(at, at + part.length());
  }

  private static Paragraph paragraph(
      String title, String text, String support, @Nullable String answer) {
    List<TextRange> answers = answer == null ? List.of() : List.of(range(text, answer));
    return new Paragraph(title, text, true, List.of(range(text, support)), answers);
  }
}
