package dev.longctx.train;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.ResidentMemory;
import dev.longctx.train.testing.StoredTensors;
import dev.longctx.train.testing.SupervisedLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prints the resident memory of its own process as policies train. */
final class MemoryProgram {

  private static final AdamW OPTIMIZER = AdamW.builder().learningRate(1e-4).build();

  private MemoryProgram() {}

  public static void main(String[] args) {
    openAndClose(40);
    ResidentMemory.report("open-before");
    openAndClose(60);
    ResidentMemory.report("open-after");
    try (TorchPolicy policy = PolicyFixture.single("llama")) {
      train("kept", policy);
    }
    try (TorchPolicy policy = PolicyFixture.adapted("qwen3", ActivationCheckpointing.always())) {
      train("recomputed", policy);
    }
  }

  private static void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (TorchPolicy policy = PolicyFixture.single("qwen2")) {
        SupervisedLoss.backward(policy, Goldens.sequences());
        policy.step(OPTIMIZER);
      }
    }
  }

  private static void train(String phase, TorchPolicy policy) {
    train(policy, 100);
    ResidentMemory.report(phase + "-before");
    train(policy, 200);
    ResidentMemory.report(phase + "-after");
  }

  private static void train(TorchPolicy policy, int steps) {
    Random random = new Random(5);
    for (int i = 0; i < steps; i++) {
      List<TokenSequence> batch = batch(random);
      SupervisedLoss.backward(policy, batch);
      policy.step(OPTIMIZER);
      if (i % 5 == 0) {
        doOtherThings(policy, batch);
      }
    }
  }

  private static void doOtherThings(TorchPolicy policy, List<TokenSequence> batch) {
    neverGoneBack(policy, batch);
    notFinite(policy, batch);
    try (SequenceScorer snapshot = policy.snapshot()) {
      snapshot.logProbs(batch, new Cancellation());
    }
    policy.syncTo(StoredTensors::copyOf);
  }

  private static void neverGoneBack(TorchPolicy policy, List<TokenSequence> batch) {
    try (ForwardPass pass = policy.forwardWithEntropies(batch)) {
      pass.entropies();
    }
  }

  private static void notFinite(TorchPolicy policy, List<TokenSequence> batch) {
    try (ForwardPass pass = policy.forward(batch)) {
      pass.backward(SupervisedLoss.constant(pass.logProbs(), 1e38));
    }
    try {
      policy.step(OPTIMIZER);
      throw new IllegalStateException("expected a gradient that is not finite");
    } catch (TrainingException expected) {
      // as it should be
    }
  }

  private static List<TokenSequence> batch(Random random) {
    List<TokenSequence> batch = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int[] prompt = random.ints(1 + random.nextInt(30), 0, 61).toArray();
      batch.add(new TokenSequence(prompt, random.ints(1 + random.nextInt(30), 0, 61).toArray()));
    }
    return batch;
  }
}
