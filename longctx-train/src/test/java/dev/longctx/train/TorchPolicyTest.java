package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import dev.longctx.train.testing.SupervisedLoss;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // closing by hand is what some tests are about
final class TorchPolicyTest {

  private static final AdamW OPTIMIZER = AdamW.builder().learningRate(1e-2).build();
  private static final List<TokenSequence> SEQUENCES = Goldens.sequences();

  private TorchPolicy policy;

  @BeforeEach
  void open() {
    policy = PolicyFixture.single("qwen3");
  }

  @AfterEach
  void close() {
    policy.close();
  }

  @Test
  void trainingRaisesTheLogProbabilitiesThatTheScorerSees() {
    double before = sum(policy.scorer());
    double loss = SupervisedLoss.backward(policy, SEQUENCES);
    policy.step(OPTIMIZER);
    assertThat(policy.steps()).isEqualTo(1);
    assertThat(SupervisedLoss.backward(policy, SEQUENCES)).isLessThan(loss);
    assertThat(sum(policy.scorer())).isGreaterThan(before);
  }

  @Test
  void aSnapshotStaysAsItWas() {
    double before = sum(policy.scorer());
    try (SequenceScorer snapshot = policy.snapshot()) {
      SupervisedLoss.backward(policy, SEQUENCES);
      policy.step(OPTIMIZER);
      assertThat(sum(snapshot)).isEqualTo(before);
      snapshot.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> sum(snapshot))
          .withMessage("the scorer is closed");
    }
    assertThat(sum(policy.scorer())).isNotEqualTo(before);
  }

  @Test
  void adaptersTrainAndTheirBaseStaysAsItIs() {
    try (TorchPolicy adapted = PolicyFixture.adapted("qwen2", ActivationCheckpointing.never())) {
      StoredTensors before = adapted.base(StoredTensors::copyOf);
      StoredTensors merged = synced(adapted);
      SupervisedLoss.backward(adapted, SEQUENCES);
      adapted.step(OPTIMIZER);
      StoredTensors after = adapted.base(StoredTensors::copyOf);
      for (String name : before.names()) {
        assertThat(after.values(name)).as(name).containsExactly(before.values(name));
      }
      String changed = "model.layers.0.self_attn.q_proj.weight";
      String frozen = "model.layers.0.self_attn.k_proj.weight";
      assertThat(synced(adapted).values(changed)).isNotEqualTo(merged.values(changed));
      assertThat(synced(adapted).values(frozen)).isEqualTo(merged.values(frozen));
    }
  }

  @Test
  void whatIsSyncedScoresAsThePolicyDoes() {
    try (TorchPolicy adapted = PolicyFixture.adapted("llama", ActivationCheckpointing.never())) {
      SupervisedLoss.backward(adapted, SEQUENCES);
      adapted.step(OPTIMIZER);
      StoredTensors weights = synced(adapted);
      assertThat(weights.names()).isEqualTo(Goldens.shape("llama").tensors().keySet());
      try (TorchPolicy plain = PolicyFixture.of("llama", weights)) {
        assertThat(sum(plain.scorer())).isCloseTo(sum(adapted.scorer()), within(1e-3));
      }
    }
  }

  private static StoredTensors synced(TorchPolicy policy) {
    StoredTensors[] copy = new StoredTensors[1];
    policy.syncTo(weights -> copy[0] = StoredTensors.copyOf(weights));
    return copy[0];
  }

  @Test
  void sequencesWithoutResponseGiveEmptyArrays() {
    List<TokenSequence> empty = List.of(new TokenSequence(new int[] {1, 2}, new int[0]));
    try (ForwardPass pass = policy.forwardWithEntropies(empty)) {
      assertThat(pass.logProbs()).containsExactly(new double[0]);
      assertThat(pass.entropies()).containsExactly(new double[0]);
      pass.backward(List.of(new double[0]));
    }
    assertThat(policy.scorer().logProbs(empty, new Cancellation())).containsExactly(new float[0]);
    assertThatIllegalStateException()
        .isThrownBy(() -> policy.step(OPTIMIZER))
        .withMessageContaining("found none since the last step");
  }

  @Test
  void refusesSequencesThatTheModelCannotRead() {
    TokenSequence tooLong = new TokenSequence(new int[60], new int[5]);
    TokenSequence unknown = new TokenSequence(new int[] {1}, new int[] {61});
    assertBadSequence(tooLong, "sequence 1: expected at most 64 tokens, found 65");
    assertBadSequence(
        unknown, "sequence 1, response: expected tokens from 0 to below 61, found 61");
    assertThatIllegalArgumentException().isThrownBy(() -> policy.forward(List.of()));
  }

  @Test
  void readsSequencesThatFillTheWindow() {
    List<TokenSequence> full = List.of(new TokenSequence(new int[60], new int[4]));
    try (ForwardPass pass = policy.forward(full)) {
      assertThat(pass.logProbs().get(0)).hasSize(4);
    }
    TokenSequence response = new TokenSequence(new int[1], new int[65]);
    assertBadSequence(response, "sequence 1: expected at most 64 tokens, found 66");
    TokenSequence negative = new TokenSequence(new int[] {-1}, new int[] {1});
    assertBadSequence(negative, "sequence 1, prompt: expected tokens from 0 to below 61, found -1");
  }

  @Test
  void closingWithAnOpenPassReleasesBoth(@TempDir Path directory) {
    ForwardPass pass = policy.forward(SEQUENCES);
    policy.close();
    pass.close();
    pass.close();
    Path place = directory.resolve("a");
    assertThatIllegalStateException().isThrownBy(() -> policy.save(place));
    assertThatIllegalStateException().isThrownBy(() -> policy.checkpoint(place));
    assertThatIllegalStateException().isThrownBy(() -> policy.restore(place));
    assertThat(place).doesNotExist();
    assertThatIllegalStateException().isThrownBy(policy::snapshot);
    assertThatIllegalStateException().isThrownBy(() -> policy.step(OPTIMIZER));
    assertThatIllegalStateException().isThrownBy(policy::discardGradient);
    assertThatIllegalStateException().isThrownBy(() -> policy.syncTo(weights -> {}));
  }

  private void assertBadSequence(TokenSequence bad, String message) {
    List<TokenSequence> sequences = List.of(SEQUENCES.get(0), bad);
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> policy.forward(sequences))
        .withMessage(message)
        .returns(TrainingException.Reason.BAD_SEQUENCE, TrainingException::reason);
    assertThatExceptionOfType(GenerationException.class)
        .isThrownBy(() -> policy.scorer().logProbs(sequences, new Cancellation()))
        .withMessage(message);
  }

  @Test
  void aGradientThatIsNotFiniteChangesNothingAndIsForgotten() {
    SupervisedLoss.backward(policy, SEQUENCES);
    policy.step(OPTIMIZER);
    StoredTensors before = synced(policy);
    try (ForwardPass pass = policy.forward(SEQUENCES)) {
      pass.backward(SupervisedLoss.constant(pass.logProbs(), 1e38));
    }
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> policy.step(OPTIMIZER))
        .returns(TrainingException.Reason.NOT_FINITE, TrainingException::reason);
    assertThat(policy.steps()).isEqualTo(1);
    StoredTensors after = synced(policy);
    for (String name : before.names()) {
      assertThat(after.values(name)).as(name).containsExactly(before.values(name));
    }
    assertThatIllegalStateException().isThrownBy(() -> policy.step(OPTIMIZER));
    SupervisedLoss.backward(policy, SEQUENCES);
    assertThat(policy.step(OPTIMIZER).gradientNorm()).isFinite();
  }

  @Test
  void refusesDerivativesThatAreNotFiniteOrOfAnotherShape() {
    try (ForwardPass pass = policy.forward(SEQUENCES)) {
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(() -> pass.backward(SupervisedLoss.constant(pass.logProbs(), Double.NaN)))
          .withMessage("logProbGradient, sequence 0: expected finite values, found NaN");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pass.backward(List.of(new double[9])))
          .withMessage("logProbGradient: expected 5 sequences, found 1");
      pass.backward(SupervisedLoss.constant(pass.logProbs(), 1));
      assertThatIllegalStateException()
          .isThrownBy(() -> pass.backward(SupervisedLoss.constant(pass.logProbs(), 1)));
    }
  }

  @Test
  void weightsWithNumbersThatAreNoneAreNoticed() {
    StoredTensors weights = synced(policy);
    weights.values("model.norm.weight")[3] = Float.NaN;
    try (TorchPolicy broken = PolicyFixture.of("qwen3", weights)) {
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(() -> broken.forward(SEQUENCES))
          .returns(TrainingException.Reason.NOT_FINITE, TrainingException::reason);
      assertThatExceptionOfType(GenerationException.class)
          .isThrownBy(() -> sum(broken.scorer()))
          .returns(GenerationException.Reason.NOT_A_NUMBER, GenerationException::reason);
    }
  }

  @Test
  void entropiesNeedAPassThatHasThem() {
    try (ForwardPass pass = policy.forward(SEQUENCES)) {
      assertThatIllegalStateException().isThrownBy(pass::entropies);
    }
  }

  @Test
  void aStepNeedsAGradientAndNoOpenPass() {
    assertThatIllegalStateException().isThrownBy(() -> policy.step(OPTIMIZER));
    try (ForwardPass pass = policy.forward(SEQUENCES)) {
      pass.backward(SupervisedLoss.constant(pass.logProbs(), 1));
      assertThatIllegalStateException()
          .isThrownBy(() -> policy.step(OPTIMIZER))
          .withMessage("step: expected no open pass, found 1");
      pass.close();
      pass.close();
    }
    policy.discardGradient();
    assertThatIllegalStateException().isThrownBy(() -> policy.step(OPTIMIZER));
  }

  @Test
  void afterClosingNothingRuns() {
    ForwardPass pass = policy.forward(SEQUENCES);
    SequenceScorer scorer = policy.scorer();
    SequenceScorer snapshot = policy.snapshot();
    policy.close();
    policy.close();
    assertThatIllegalStateException().isThrownBy(() -> policy.forward(SEQUENCES));
    assertThatIllegalStateException().isThrownBy(() -> sum(scorer));
    assertThatIllegalStateException().isThrownBy(() -> sum(snapshot));
    assertThatIllegalStateException()
        .isThrownBy(() -> pass.backward(SupervisedLoss.constant(pass.logProbs(), 1)))
        .withMessage("the policy is closed");
    pass.close();
    assertThatIllegalStateException().isThrownBy(pass::logProbs);
    snapshot.close();
    scorer.close();
  }

  @Test
  void scoringStopsWhereItIsCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> policy.scorer().logProbs(SEQUENCES, cancellation));
  }

  @Test
  void anotherThreadGetsTheSameGradients() throws Exception {
    StoredTensors expected = PolicyFixture.gradient(policy, true);
    policy.discardGradient();
    StoredTensors[] found = new StoredTensors[1];
    Thread thread = new Thread(() -> found[0] = PolicyFixture.gradient(policy, true));
    thread.start();
    thread.join();
    for (String name : expected.names()) {
      assertThat(found[0].values(name)).as(name).containsExactly(expected.values(name));
    }
  }

  private static double sum(SequenceScorer scorer) {
    double sum = 0;
    for (float[] row : scorer.logProbs(SEQUENCES, new Cancellation())) {
      for (float value : row) {
        sum += value;
      }
    }
    return sum;
  }
}
