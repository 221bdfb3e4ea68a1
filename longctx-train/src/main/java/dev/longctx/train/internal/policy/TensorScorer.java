package dev.longctx.train.internal.policy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.batch.BlockCost;
import dev.longctx.train.internal.batch.TokenBatch;
import dev.longctx.train.internal.torch.EngineGate;
import dev.longctx.train.internal.torch.ModelCopy;
import dev.longctx.train.internal.torch.PolicyTensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scores without a gradient, some sequences at a time. */
public final class TensorScorer implements SequenceScorer {

  /** The most tokens at once, but for a sequence that is longer by itself. */
  private static final int TOKENS_AT_ONCE = 4096;

  private final EngineGate gate;
  private final PolicyTensors policy;
  private final ModelCopy weights;
  private final SequenceBounds bounds;
  private final BlockCost cost;
  private final boolean owned;
  private volatile boolean closed;

  /**
   * A scorer.
   *
   * @param gate the policy's
   * @param policy the policy
   * @param weights what to score with
   * @param bounds what the model can read
   * @param cost what blocks cost
   * @param owned whether closing this closes the weights
   */
  public TensorScorer(
      EngineGate gate,
      PolicyTensors policy,
      ModelCopy weights,
      SequenceBounds bounds,
      BlockCost cost,
      boolean owned) {
    this.gate = gate;
    this.policy = policy;
    this.weights = weights;
    this.bounds = bounds;
    this.cost = cost;
    this.owned = owned;
  }

  @Override
  public List<float[]> logProbs(List<TokenSequence> sequences, Cancellation cancellation) {
    check(bounds.tooLong(sequences), Reason.PROMPT_TOO_LONG);
    check(bounds.unknownToken(sequences), Reason.BAD_PROMPT);
    float[][] scores = new float[sequences.size()][];
    for (List<Integer> group : groups(sequences)) {
      cancellation.throwIfCancelled();
      score(sequences, group, scores);
    }
    return List.of(scores);
  }

  private static void check(Optional<String> wrong, Reason reason) {
    if (wrong.isPresent()) {
      throw new GenerationException(reason, wrong.get());
    }
  }

  /** Indices of sequences that are read together, of about one length. */
  private static List<List<Integer>> groups(List<TokenSequence> sequences) {
    int[] lengths = sequences.stream().mapToInt(TensorScorer::length).toArray();
    List<Integer> sorted =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> lengths[i]).reversed())
            .toList();
    List<List<Integer>> groups = new ArrayList<>();
    int tokens = TOKENS_AT_ONCE;
    for (int index : sorted) {
      tokens += lengths[index];
      if (tokens > TOKENS_AT_ONCE) {
        groups.add(new ArrayList<>());
        tokens = lengths[index];
      }
      groups.get(groups.size() - 1).add(index);
    }
    return groups;
  }

  private static int length(TokenSequence sequence) {
    return sequence.prompt().length + sequence.response().length;
  }

  private void score(List<TokenSequence> sequences, List<Integer> group, float[][] scores) {
    TokenBatch batch = TokenBatch.of(group.stream().map(sequences::get).toList(), cost);
    double[] values = read(batch);
    for (int i = 0; i < group.size(); i++) {
      float[] row = new float[batch.responseLength(i)];
      for (int t = 0; t < row.length; t++) {
        row[t] = finite(values[batch.offset(i) + t], group.get(i));
      }
      scores[group.get(i)] = row;
    }
  }

  private double[] read(TokenBatch batch) {
    try {
      return gate.run(
          () -> {
            if (closed) {
              throw new IllegalStateException("the scorer is closed");
            }
            return batch.isEmpty() ? new double[0] : policy.score(batch, weights);
          });
    } catch (TrainingException e) {
      throw new GenerationException(Reason.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private static float finite(double value, int sequence) {
    if (!Double.isFinite(value)) {
      throw new GenerationException(
          Reason.NOT_A_NUMBER,
          "sequence %d: expected finite log-probabilities, found %s".formatted(sequence, value));
    }
    return (float) value;
  }

  /** {@inheritDoc} A live view of a policy's weights ends with the policy only. */
  @Override
  public void close() {
    if (!owned) {
      return;
    }
    gate.release(
        () -> {
          if (!closed) {
            closed = true;
            weights.close();
          }
        });
  }
}
