package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.EarlyStop;
import dev.longctx.align.PolicyEvaluation;
import dev.longctx.align.TrainingListener;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.runs.hash.DataHash;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What all trainings are told. */
public record LoopSettings(
    TrainablePolicy policy,
    AdamW optimizer,
    int microBatch,
    long steps,
    long seed,
    @Nullable Path checkpoints,
    long checkpointEvery,
    @Nullable PolicyEvaluation evaluation,
    long evaluationEvery,
    EarlyStop earlyStop,
    TrainingListener listener) {

  private static final long MOST_RATES = 100_000;

  /** Adds all that a continued training must share with the one before. */
  void describe(ObjectNode settings) {
    settings
        .put("micro_batch", microBatch)
        .put("steps", steps)
        .put("seed", seed)
        .put("evaluation_every", evaluation == null ? 0 : evaluationEvery)
        .put("beta1", optimizer.beta1())
        .put("beta2", optimizer.beta2())
        .put("epsilon", optimizer.epsilon())
        .put("weight_decay", optimizer.weightDecay())
        .put("max_gradient_norm", String.valueOf(optimizer.maxGradientNorm()))
        .put("learning_rates", rates());
  }

  /** A schedule is a function, so it is known by its values, of long trainings not by all. */
  private String rates() {
    DataHash hash = new DataHash();
    for (long step = 0; step < steps; step += 1 + steps / MOST_RATES) {
      hash.add(optimizer.learningRate().at(step));
    }
    return hash.value();
  }

  /** The optimiser of a training that begins after some updates: its schedule begins with it. */
  AdamW optimizerAfter(long updates) {
    return new AdamW(
        step -> optimizer.learningRate().at(step - updates),
        optimizer.beta1(),
        optimizer.beta2(),
        optimizer.epsilon(),
        optimizer.weightDecay(),
        optimizer.maxGradientNorm());
  }
}
