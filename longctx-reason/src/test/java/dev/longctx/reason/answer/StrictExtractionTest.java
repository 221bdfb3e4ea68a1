package dev.longctx.reason.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictExtractionTest {

  @ParameterizedTest
  @CsvSource({
    "'Therefore, the answer is The Eiffel Tower.', The Eiffel Tower",
    "'THE ANSWER IS: **Paris**.', Paris",
    "'the answer is (Eiffel Tower).', Eiffel Tower",
    "'the answer is \"St. John''s\". It is old.', St. John's",
    "'the answer is J. R. R. Tolkien. He wrote it.', J. R. R. Tolkien",
    "'the answer is in 1984. That year', in 1984",
    "'the answer is Paris. The answer is London', London",
    "'the answer is f(x) (a function)', f(x) (a function)",
    "'the answer isn''t Paris',",
    "'breathe answer is Paris',",
    "'the answer is ...',",
    "Paris,"
  })
  void wordsAreTheFirstSentenceOfTheLastStatement(String text, String answer) {
    assertThat(extract(TaskKind.DOCUMENT_QA, text)).isEqualTo(answer);
  }

  @Test
  void aParagraphEndsTheAnswer() {
    assertThat(extract(TaskKind.DOCUMENT_QA, "The answer is:\n\n- Paris\n- London\n \nSo it is"))
        .isEqualTo("- Paris\n- London");
  }

  @Test
  void aPageIsNoAnswer() {
    assertThat(extract(TaskKind.DOCUMENT_QA, "The answer is " + "Paris ".repeat(1_000))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'The answer is (32.4).', 32.4",
    "'the answer is about **32.4** million dollars. It was 5.', about 32.4 million dollars",
    "'the answer is 1. Wait, the answer is 2.', 2",
    "'the answer is 5 or 6',",
    "'the answer is unknown',",
    "'the answer is Yes.', Yes"
  })
  void aNumberIsThatOfTheLastStatement(String text, String answer) {
    assertThat(extract(TaskKind.NUMERIC, text)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "'The correct answer is (B)', B",
    "'the correct answer is: (b).', B",
    "'**The correct answer is B**', B",
    "'The correct answer is (A). Wait, the correct answer is (B)', B",
    "'The correct answer is (B) A new contract', B",
    "'The correct answer is B because', B",
    "'The correct answer is A because', A",
    "'The correct answer is A dog',",
    "'The correct answer is Both',",
    "'The correct answer is (A) or (B)',",
    "'The correct answer is A, B',",
    "'The correct answer is (A)(B)',",
    "'The correct answer is B2B',",
    "'The correct answer is (E)',",
    "'B',"
  })
  void aChoiceIsOneLetterOfTheLastStatement(String text, String answer) {
    assertThat(extract(TaskKind.MULTIPLE_CHOICE, text)).isEqualTo(answer);
  }

  private static String extract(TaskKind kind, String text) {
    return kind.extractor(Strictness.STRICT).extract(text);
  }
}
