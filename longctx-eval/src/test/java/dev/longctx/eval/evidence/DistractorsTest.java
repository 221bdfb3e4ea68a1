package dev.longctx.eval.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DistractorsTest {

  private static final List<EvidenceRecord> QUESTIONS = questions(40);

  @Test
  void addsUnlabelledParagraphsOfOtherQuestions() {
    EvidenceRecord question = QUESTIONS.get(3);
    EvidenceRecord more = Distractors.of(QUESTIONS, 1).addTo(question, 9);
    assertThat(more.paragraphs())
        .hasSize(10)
        .doesNotHaveDuplicates()
        .containsAll(question.paragraphs());
    List<Paragraph> added = new ArrayList<>(more.paragraphs());
    added.removeAll(question.paragraphs());
    assertThat(added)
        .hasSize(9)
        .allSatisfy(
            paragraph -> {
              assertThat(paragraph.supports()).isFalse();
              assertThat(paragraph.supportSentences()).isNull();
              assertThat(paragraph.answers()).isEmpty();
            });
    assertThat(more.question()).isEqualTo(question.question());
  }

  @Test
  void placesAndChoiceDependOnTheSeedAlone() {
    Distractors distractors = Distractors.of(QUESTIONS, 1);
    List<Integer> places = new ArrayList<>();
    for (EvidenceRecord question : QUESTIONS) {
      EvidenceRecord more = distractors.addTo(question, 4);
      assertThat(Distractors.of(QUESTIONS, 1).addTo(question, 4)).isEqualTo(more);
      assertThat(Distractors.of(QUESTIONS, 2).addTo(question, 4)).isNotEqualTo(more);
      places.add(more.paragraphs().indexOf(question.paragraphs().get(0)));
    }
    assertThat(places).contains(0, 1, 2, 3, 4);
  }

  @Test
  void neverAddsWhatAnswersTheQuestion() {
    Paragraph answers = new Paragraph("", "BREAD is good.", true, null, List.of());
    EvidenceRecord baker =
        new EvidenceRecord(
            "q",
            null,
            "What?",
            List.of(new Paragraph("", "Eat bread.", true, null, List.of(new TextRange(4, 9)))));
    List<EvidenceRecord> all = new ArrayList<>(questions(2));
    all.add(new EvidenceRecord("o", null, "?", List.of(answers)));
    assertThat(Distractors.of(all, 1).addTo(baker, 2).paragraphs())
        .noneMatch(paragraph -> paragraph.text().contains("BREAD"));
    assertThatThrownBy(() -> Distractors.of(all, 1).addTo(baker, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("distractors: expected 3 paragraphs that do not answer question q, found 2");
  }

  private static List<EvidenceRecord> questions(int count) {
    List<EvidenceRecord> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = "Place number " + i + " is old.";
      Paragraph paragraph =
          new Paragraph(
              "Place " + i, text, true, List.of(new TextRange(0, text.length())), List.of());
      questions.add(new EvidenceRecord("q" + i, null, "Where is " + i + "?", List.of(paragraph)));
    }
    return questions;
  }
}
