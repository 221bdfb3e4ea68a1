package dev.longctx.reason.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "'the answer is Yes. Both films were directed by Nolan.', Yes",
    "'the answer is No. Both are French.', No",
    "'the answer is No. 5 Squadron. It flew.', No. 5 Squadron",
    "'the answer is the UK. See above.', the UK",
    "'the answer is Bob. He said so.', Bob",
    "'the answer is Mr. Smith. He said so.', Mr. Smith",
    "'the answer is the U.S. The film says so.', the U.S",
    "'the answer is Paris! It is old.', Paris",
    "'the answer is Panic! at the Disco. A band.', Panic! at the Disco",
    "'the answer is Paris? Yes.', Paris",
    "'the answer is \"Paris.\" It is old.', Paris",
    "'the answer is \u5DF4\u9ECE\u3002\u5B83\u5F88\u8001', \u5DF4\u9ECE",
    "'the answer is \u5DF4\u9ECE\uFF01\u5B83', \u5DF4\u9ECE",
    "'the answer is \\boxed{Paris}.', Paris",
    "'the answer is $\\boxed{\\text{Paris}}$. It is old.', Paris",
    "'the answer is \\(\\boxed{Paris}\\)', Paris",
    "'the answer is [Paris]', Paris",
    "'the answer is (Paris) or (Rome)', (Paris) or (Rome)",
    "'the answer is $5 and cents', $5 and cents",
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

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\u2028", "\n\n", "\n12 ", "\n-5", "\n*note*"})
  void aLineEndsTheAnswer(String end) {
    assertThat(extract(TaskKind.DOCUMENT_QA, "The answer is Paris" + end + "London"))
        .isEqualTo("Paris");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n- ", "\r\n  * ", "\n2. ", "\nb) ", "\n\u2022 "})
  void aListGoesOnOverLines(String item) {
    assertThat(extract(TaskKind.DOCUMENT_QA, "The answer is: Paris" + item + "London\nThat is it"))
        .isEqualTo("Paris" + item + "London");
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT_QA, 'The answer is Yes. Both were.', 'the answer is yes! It was.'",
    "DOCUMENT_QA, 'The answer is the UK. Bob says so.', 'The answer is **UK**'",
    "NUMERIC, 'The answer is No. Both were.', 'The answer is false'",
    "NUMERIC, 'The answer is \\boxed{5}. It is so.', 'The answer is 5.0'",
    "MULTIPLE_CHOICE, 'The correct answer is \\boxed{B}', 'The correct answer is \"b\".'"
  })
  void whatStandsBehindTheAnswerSplitsNoVotes(TaskKind kind, String one, String other) {
    assertThat(form(kind, one)).isEqualTo(form(kind, other));
  }

  private static String form(TaskKind kind, String text) {
    return kind.normaliser().normalise(extract(kind, text));
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
    "'the answer is 5 or 6', 5 or 6",
    "'the answer is ten.', ten",
    "'the answer is $10 in 2019. It was', $10 in 2019",
    "'It is 5',",
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
    "'The correct answer is \"B\".', B",
    "'The correct answer is `B`', B",
    "'The correct answer is \u2018b\u2019', B",
    "'The correct answer is option B.', B",
    "'The correct answer is Option (B)', B",
    "'The correct answer is [B]', B",
    "'The correct answer is $\\boxed{B}$', B",
    "'The correct answer is: \\(\\boxed{\\text{(B)}}\\)', B",
    "'The correct answer is A dog',",
    "'The correct answer is [A][B]',",
    "'The correct answer is \"A\" or \"B\"',",
    "'The correct answer is (A) or (b)',",
    "'The correct answer is option A or option B',",
    "'The correct answer is \\boxed{A}, \\boxed{B}',",
    "'The correct answer is A - B',",
    "'The correct answer is A and maybe B',",
    "'The correct answer is A (or B)',",
    "'The correct answer is A as well as B',",
    "'The correct answer is A \u2192 B',",
    "'The correct answer is A B',",
    "'The correct answer is (A), not (B)', A",
    "'The correct answer is (A). (B) is wrong', A",
    "'The correct answer is (B) [A new contract]', B",
    "'The correct answer is \\boxed{AB}',",
    "'The correct answer is \"Both\"',",
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
