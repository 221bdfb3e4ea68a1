package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.align.measure.CompressedAnswer;
import dev.longctx.align.measure.Faithfulness;
import dev.longctx.align.measure.GapOutcome;
import dev.longctx.align.measure.GapReport;
import dev.longctx.align.measure.RewardGap;
import dev.longctx.align.objective.SimPo;
import dev.longctx.align.testing.HeadCompressor;
import dev.longctx.align.testing.ModelTokenizer;
import dev.longctx.align.testing.TextPolicy;
import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.LongContext;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.RewardPair;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alignment and measurement on a model that runs here: random weights, 512 positions. */
class LocalModelTest {

  private static final String QUESTION = "Who may vote?";
  private static final List<Document> DOCUMENTS =
      List.of(Document.of("a", "We the People of the United States may vote. And so on."));

  private static OnnxCausalLm model;

  @BeforeAll
  static void load() {
    model =
        OnnxCausalLm.load(
            Path.of(
                System.getProperty("longctx.fixtures", "../fixtures"), "models", "tiny-lm-plain"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static RewardAligner.Builder aligner() {
    return RewardAligner.simPo().beta(2).scorer(model).tokenizer(new ModelTokenizer(model));
  }

  private static LongContext pipeline(RewardAligner aligner, int kept) {
    return LongContext.builder()
        .compressor(new HeadCompressor(kept))
        .policy(new TextPolicy(model, 3))
        .aligner(aligner)
        .build();
  }

  private static double reward(String context, int[] response) {
    int[] prompt = model.encode(Prompt.text(context + "\n" + QUESTION));
    float[] logProbs =
        model.logProbs(List.of(new TokenSequence(prompt, response)), new Cancellation()).get(0);
    return 2
        * IntStream.range(0, logProbs.length).mapToDouble(i -> logProbs[i]).average().orElse(0);
  }

  @Test
  void rewardsInThePipelineAreThoseOfTheModel() {
    Answer answer = pipeline(aligner().build(), 19).ask(QUESTION, DOCUMENTS);
    List<RewardPair> rewards = ((Alignment.Measured) answer.alignment()).rewards();
    assertThat(rewards).hasSize(3);
    for (int i = 0; i < 3; i++) {
      int[] response = answer.candidates().get(i).completion().tokens().ids();
      String text = DOCUMENTS.get(0).text();
      assertThat(rewards.get(i).full()).isCloseTo(reward(text, response), within(1e-5));
      assertThat(rewards.get(i).compressed())
          .isCloseTo(reward(text.substring(0, 19), response), within(1e-5));
      assertThat(rewards.get(i).gap()).isPositive();
    }
  }

  @Test
  void theLikeliestUnderTheWholeDocumentsMayBeChosen() {
    Answer answer =
        pipeline(aligner().ranking(Ranking.BY_FULL_REWARD).build(), 19).ask(QUESTION, DOCUMENTS);
    List<RewardPair> rewards = ((Alignment.Measured) answer.alignment()).rewards();
    double best = rewards.get(answer.chosen()).full();
    assertThat(rewards).allSatisfy(pair -> assertThat(pair.full()).isLessThanOrEqualTo(best));
  }

  @Test
  void whatIsKeptWholeHasNoGap() {
    Answer answer = pipeline(aligner().build(), 1_000).ask(QUESTION, DOCUMENTS);
    assertThat(((Alignment.Measured) answer.alignment()).rewards())
        .allSatisfy(pair -> assertThat(pair.gap()).isZero());
  }

  @Test
  void documentsLongerThanTheModelsPositionsLeaveTheAnswer() {
    List<Document> documents = List.of(Document.of("a", "Some words. ".repeat(200)));
    Answer answer = pipeline(aligner().build(), 19).ask(QUESTION, documents);
    assertThat(answer.candidates()).hasSize(3);
    assertThat(answer.alignment()).isInstanceOf(Alignment.Unmeasured.class);
    assertThat(((Alignment.Unmeasured) answer.alignment()).reason()).contains("512");
  }

  private static CompressedAnswer compressed(String id, List<Document> documents, String answer) {
    Compression kept =
        new HeadCompressor(19)
            .compress(
                CompressionRequest.builder().query(QUESTION).documents(documents).build(),
                new Cancellation());
    return new CompressedAnswer(id, QUESTION, kept, answer);
  }

  @Test
  void faithfulnessIsTheGapBetweenTheKeptAndTheWhole() {
    Faithfulness faithfulness =
        new Faithfulness(
            RewardGap.builder().objective(new SimPo(2, 0)).scorer(model).build(),
            new TextPolicy(model, 1),
            new ModelTokenizer(model));
    List<Document> endless = List.of(Document.of("a", "Some words. ".repeat(200)));
    GapReport report =
        faithfulness.measure(
            List.of(
                compressed("whole", DOCUMENTS, "People"),
                compressed("silent", DOCUMENTS, ""),
                compressed("endless", endless, "words")),
            new Cancellation());
    assertThat(report.outcomes())
        .extracting(GapOutcome::id)
        .containsExactly("whole", "silent", "endless");
    assertThat(report.failed())
        .extracting(GapOutcome.Failed::id)
        .containsExactly("silent", "endless");
    int[] response = model.encodeResponse("People");
    String text = DOCUMENTS.get(0).text();
    assertThat(report.measured().get(0).gap())
        .isCloseTo(reward(text.substring(0, 19), response) - reward(text, response), within(1e-5));
  }
}
