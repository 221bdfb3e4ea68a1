package dev.longctx.reason.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.PolicyListener;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.reason.ReasoningPolicy;
import dev.longctx.reason.ScriptedModel;
import dev.longctx.reason.prompt.Overlong;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceSupportTest {

  /** A compression that keeps each sentence with its score. */
  private static Compressed kept(double[] scores, String... sentences) {
    String text = String.join(" ", sentences);
    List<KeptSpan> spans = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < sentences.length; i++) {
      int end = start + sentences[i].length();
      spans.add(new KeptSpan(0, start, end, scores[i], KeptSpan.Origin.SCORE));
      start = end + 1;
    }
    return new Compressed(
        List.of(Document.of("a", text)),
        spans,
        spans,
        List.of(DocumentStatus.SCORED),
        Joiner.NEWLINE,
        new CompressionStats(1, 0, 0, 0, 0, CompressionStats.Timings.NONE));
  }

  private static ReasoningPolicy.Builder policy(String... answers) {
    return ReasoningPolicy.builder()
        .model(ScriptedModel.answering(answers))
        .samples(answers.length)
        .selection(Selection.evidenceSupport());
  }

  private static Answer answer(Reading reading, String... answers) {
    return policy(answers).build().answer("Why?", reading, new Cancellation(), PolicyListener.NONE);
  }

  private static List<Double> scores(Answer answer) {
    return answer.candidates().stream().map(Candidate::score).toList();
  }

  @Test
  void theHeaviestSpanThatHoldsTheAnswerDecides() {
    Compressed kept =
        kept(new double[] {0.5, 0.9, 0.8}, "Rome is old.", "The river Tiber.", "Old Rome again.");
    Answer answer = answer(Reading.of(kept), "Paris", "Paris", "Rome", "the Tiber");
    assertThat(scores(answer)).containsExactly(0.0, 0.0, 0.8, 0.9);
    assertThat(answer.text()).isEqualTo("the Tiber");
  }

  @Test
  void scatteredWordsCountHalfAndFunctionWordsNot() {
    Compressed kept = kept(new double[] {0.8, 0.4}, "Ada wrote it.", "The king of Spain came.");
    Answer answer =
        answer(Reading.of(kept), "Ada and the king", "Ada of Rome", "it was", "king of Spain");
    assertThat(scores(answer).get(0)).isEqualTo(0.5 * (0.8 + 0.4) / 2);
    assertThat(scores(answer).get(1)).isEqualTo(0.5 * 0.8 / 2);
    assertThat(scores(answer).get(2)).isEqualTo(0.5 * 0.8 / 2);
    assertThat(scores(answer).get(3)).isEqualTo(0.4);
  }

  @Test
  void anAnswerInsideAWordIsNoSupport() {
    Compressed kept = kept(new double[] {0.9}, "The rest of the Romans.");
    assertThat(scores(answer(Reading.of(kept), "Rome", "Roman", "Romans")))
        .containsExactly(0.0, 0.0, 0.9);
  }

  @Test
  void textsWithoutSpacesAreSearchedByCharacter() {
    Compressed kept = kept(new double[] {0.9}, "罗马位于台伯河畔。");
    assertThat(scores(answer(Reading.of(kept), "塞纳河", "台伯河"))).containsExactly(0.0, 0.9);
  }

  @Test
  void scoresAboveOneAreScaledAndNegativeOnesAreNone() {
    Compressed kept = kept(new double[] {8, 4, -2}, "One cat.", "Two dogs.", "Three birds.");
    assertThat(scores(answer(Reading.of(kept), "cat", "dogs", "birds")))
        .containsExactly(1.0, 0.5, 0.0);
  }

  @Test
  void aTextReadWholeIsOneSpan() {
    Reading reading = Reading.of(List.of(Document.of("a", "Rome lies on the Tiber.")));
    assertThat(scores(answer(reading, "Seine", "Tiber"))).containsExactly(0.0, 1.0);
  }

  @Test
  void whatWasLeftOutOfThePromptSupportsNothing() {
    String text = "cat " + "noise ".repeat(500) + "dog";
    Answer answer =
        policy("noise dog", "cat", "noise", "bird")
            .maxPromptTokens(50)
            .overlong(Overlong.headAndTail())
            .build()
            .answer("Why?", List.of(Document.of("a", "fish " + "x ".repeat(200) + "bird " + text)));
    assertThat(scores(answer)).containsExactly(1.0, 0.0, 1.0, 0.0);
  }

  @Test
  void nothingKeptSupportsNothingAndTheVotesDecide() {
    Compressed kept = kept(new double[0]);
    Answer answer = answer(Reading.of(kept), "cat", "dog", "dog");
    assertThat(answer.text()).isEqualTo("dog");
    assertThat(scores(answer)).containsOnly(0.0);
  }

  @Test
  void aVeryLongAnswerIsNoSearchTerm() {
    String text = "a".repeat(200_000);
    Reading reading = Reading.of(List.of(Document.of("a", text)));
    assertThat(scores(answer(reading, "a".repeat(5_000), "b"))).containsOnly(0.0);
  }
}
