package dev.longctx.eval.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.compression.KeptSpan;
import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EvidenceScoreTest {

  private static final String FIRST = "It runs past Castle Brann.";
  private static final String SECOND = "The hall stands in Castle Brann.";

  @ParameterizedTest
  @EnumSource
  void allIsKeptWhereEverythingIs(DocumentLayout layout) {
    EvidenceContext context = EvidenceContext.of(Questions.MARKED, layout);
    List<String> all = List.of(Questions.RIVER, Questions.TREATY);
    assertThat(EvidenceScore.of(context, kept(context, all)))
        .isEqualTo(new EvidenceScore(1.0, 1.0, 1.0, null));
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsKeptWhereNothingIs(DocumentLayout layout) {
    EvidenceContext context = EvidenceContext.of(Questions.MARKED, layout);
    assertThat(EvidenceScore.of(context, List.of()))
        .isEqualTo(new EvidenceScore(0.0, 0.0, 0.0, null));
  }

  @ParameterizedTest
  @EnumSource
  void oneOfTwoSentencesIsHalfOfTheRecallAndNotAll(DocumentLayout layout) {
    EvidenceContext context = EvidenceContext.of(Questions.MARKED, layout);
    assertThat(EvidenceScore.of(context, kept(context, List.of(FIRST))))
        .isEqualTo(new EvidenceScore(0.5, 0.0, 0.0, null));
  }

  @Test
  void aSentenceCountsFromNinetyPercentOfItsCharacters() {
    EvidenceContext context = EvidenceContext.of(Questions.MARKED, DocumentLayout.ONE);
    String nearly = SECOND.substring(0, 29);
    String less = SECOND.substring(0, 28);
    assertThat(29.0 / SECOND.length()).isGreaterThan(0.9);
    assertThat(EvidenceScore.of(context, kept(context, List.of(nearly))).supportRecall())
        .isEqualTo(0.5);
    assertThat(EvidenceScore.of(context, kept(context, List.of(less))).supportRecall())
        .isEqualTo(0);
  }

  @Test
  void anAnswerMustBeWhole() {
    EvidenceContext context = EvidenceContext.of(Questions.MARKED, DocumentLayout.ONE);
    assertThat(EvidenceScore.of(context, kept(context, List.of("The Orle"))).answerKept())
        .isEqualTo(1);
    assertThat(EvidenceScore.of(context, kept(context, List.of("The Orl"))).answerKept())
        .isEqualTo(0);
  }

  @Test
  void paragraphsCountOnlyWhereSentencesAreNotMarked() {
    EvidenceContext context = EvidenceContext.of(Questions.UNMARKED, DocumentLayout.ONE);
    assertThat(EvidenceScore.of(context, kept(context, List.of("Bread"))))
        .isEqualTo(new EvidenceScore(null, null, null, 1.0));
    assertThat(EvidenceScore.of(context, List.of()).paragraphHit()).isEqualTo(0);
  }

  @Test
  void noSentencesAreNoLabel() {
    EvidenceContext context =
        EvidenceContext.of(
            question(new Paragraph("", Questions.COOK, true, List.of(), List.of())),
            DocumentLayout.ONE);
    assertThat(EvidenceScore.of(context, kept(context, List.of("Bread"))))
        .isEqualTo(new EvidenceScore(null, null, null, 1.0));
  }

  @Test
  void nothingIsNeitherEvidenceNorKept() {
    TextRange nothing = new TextRange(4, 5);
    Paragraph blankLabels =
        new Paragraph("", Questions.COOK, true, List.of(nothing), List.of(nothing));
    Paragraph blank = new Paragraph("Title", " ", true, null, List.of());
    EvidenceContext context =
        EvidenceContext.of(question(blankLabels, blank), DocumentLayout.PARAGRAPHS);
    assertThat(EvidenceScore.of(context, List.of()))
        .isEqualTo(new EvidenceScore(null, null, null, 0.0));
    assertThat(EvidenceScore.of(context, kept(context, List.of("Bread"))))
        .isEqualTo(new EvidenceScore(null, null, null, 1.0));
  }

  @Test
  void refusesRangesBeyondTheText() {
    List<TextRange> beyond = List.of(new TextRange(2, 9));
    assertThatThrownBy(() -> new Paragraph("", "short", true, null, beyond))
        .hasMessage("range: expected an end of at most 5, found 9");
  }

  @Test
  void titlesStandAboveTheirParagraphs() {
    EvidenceContext one = EvidenceContext.of(Questions.MARKED, DocumentLayout.ONE);
    assertThat(one.documents().get(0).text())
        .startsWith("Orle\n\nThe Orle is a river.")
        .contains("short.\n\nCooking\n\nSoup");
    EvidenceContext each = EvidenceContext.of(Questions.MARKED, DocumentLayout.PARAGRAPHS);
    assertThat(each.documents()).hasSize(3);
    assertThat(each.documents().get(1).text()).startsWith("Cooking\n\nSoup");
  }

  private static EvidenceRecord question(Paragraph... paragraphs) {
    return new EvidenceRecord("q", null, "?", List.of(paragraphs));
  }

  private static List<KeptSpan> kept(EvidenceContext context, List<String> texts) {
    List<KeptSpan> spans = new ArrayList<>();
    for (String text : texts) {
      for (int i = 0; i < context.documents().size(); i++) {
        int at = context.documents().get(i).text().indexOf(text);
        if (at >= 0) {
          spans.add(new KeptSpan(i, at, at + text.length(), 1, KeptSpan.Origin.SCORE));
          break;
        }
      }
    }
    return spans;
  }
}
