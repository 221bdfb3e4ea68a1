package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.objective.PolicyLoss;
import dev.longctx.reason.objective.SampledTokens;
import dev.longctx.reason.objective.TokenLoss;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a policy by what it sampled: several updates a step, each by some of the groups and in
 * passes of a few sequences. What has no part in the loss is not read.
 */
final class PolicyUpdater {

  private static final double NANOS = 1e9;

  private final TrainablePolicy policy;
  private final PolicyLoss loss;
  private final AdamW optimizer;
  private final int updates;
  private final int microBatch;
  private final @Nullable SequenceScorer reference;

  PolicyUpdater(
      TrainablePolicy policy,
      PolicyLoss loss,
      AdamW optimizer,
      int updates,
      int microBatch,
      @Nullable SequenceScorer reference) {
    this.policy = policy;
    this.loss = loss;
    this.optimizer = optimizer;
    this.updates = updates;
    this.microBatch = microBatch;
    this.reference = reference;
  }

  /**
   * Updates by groups, in their order. The policy must be as it was when it sampled them. Once the
   * weights have changed, the updates are finished whatever is cancelled: half of them are not a
   * step, and could neither be kept nor taken back.
   */
  UpdateMetrics update(List<List<ScoredSequence>> groups, Cancellation cancellation) {
    long start = System.nanoTime();
    UpdateSums sums = new UpdateSums();
    int parts = Math.min(updates, groups.size());
    for (int part = 0; part < parts; part++) {
      int from = part * groups.size() / parts;
      int to = (part + 1) * groups.size() / parts;
      List<ScoredSequence> sequences =
          groups.subList(from, to).stream().flatMap(List::stream).toList();
      updateOnce(sequences, part == 0, sums, sums.hasUpdates() ? new Cancellation() : cancellation);
    }
    return sums.metrics(parts, (System.nanoTime() - start) / NANOS);
  }

  private void updateOnce(
      List<ScoredSequence> sequences, boolean fresh, UpdateSums sums, Cancellation cancellation) {
    int[] lengths = sequences.stream().mapToInt(ScoredSequence::responseTokens).toArray();
    double[] weights = loss.aggregation().tokenWeights(lengths);
    boolean changes = false;
    List<Integer> read = read(sequences);
    for (int from = 0; from < read.size(); from += microBatch) {
      cancellation.throwIfCancelled();
      List<Integer> some = read.subList(from, Math.min(read.size(), from + microBatch));
      Part part =
          new Part(
              some.stream().map(sequences::get).toList(),
              some.stream().mapToDouble(at -> weights[at]).toArray());
      changes |= accumulate(part, fresh, sums, cancellation);
    }
    if (changes) {
      sums.add(policy.step(optimizer));
    }
  }

  /** The sequences that a loss depends on, or whose distance to the reference is asked for. */
  private List<Integer> read(List<ScoredSequence> sequences) {
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      boolean learns = sequences.get(i).advantage() != 0;
      if (learns || loss.needsReference() || loss.needsEntropies()) {
        read.add(i);
      }
    }
    return read;
  }

  /** Adds the gradient of some sequences; false where there is none. */
  private boolean accumulate(Part part, boolean fresh, UpdateSums sums, Cancellation cancellation) {
    List<TokenSequence> sequences = part.sequences.stream().map(ScoredSequence::sequence).toList();
    List<float[]> references =
        reference == null ? List.of() : reference.logProbs(sequences, cancellation);
    try (ForwardPass pass =
        loss.needsEntropies()
            ? policy.forwardWithEntropies(sequences)
            : policy.forward(sequences)) {
      List<double[]> logProbs = pass.logProbs();
      List<double[]> entropies = loss.needsEntropies() ? pass.entropies() : List.of();
      List<double[]> logProbSlopes = new ArrayList<>();
      List<double[]> entropySlopes = new ArrayList<>();
      for (int i = 0; i < sequences.size(); i++) {
        ScoredSequence sequence = part.sequences.get(i);
        SampledTokens tokens =
            new SampledTokens(
                finite(sequence, logProbs.get(i)),
                sequence.behaviour(),
                references.isEmpty() ? null : doubles(references.get(i)),
                entropies.isEmpty() ? null : entropies.get(i),
                sequence.advantage());
        TokenLoss value = loss.of(tokens, part.weights[i]);
        sums.add(tokens, value, sequence.promptTokens());
        if (fresh) {
          sums.compare(tokens.logProbs(), tokens.behaviour());
        }
        logProbSlopes.add(value.logProbSlopes());
        entropySlopes.add(value.entropySlopes());
      }
      return backward(pass, logProbSlopes, entropySlopes);
    }
  }

  private boolean backward(
      ForwardPass pass, List<double[]> logProbSlopes, List<double[]> entropySlopes) {
    if (loss.needsEntropies()) {
      pass.backward(logProbSlopes, entropySlopes);
      return true;
    }
    boolean changes =
        logProbSlopes.stream().flatMapToDouble(Arrays::stream).anyMatch(slope -> slope != 0);
    if (changes) {
      pass.backward(logProbSlopes);
    }
    return changes;
  }

  private static double[] finite(ScoredSequence sequence, double[] logProbs) {
    for (double logProb : logProbs) {
      if (!Double.isFinite(logProb)) {
        throw new TrainingException(
            Reason.NOT_FINITE,
            "problem %s, log-probability: expected a finite number, found %s"
                .formatted(sequence.problemId(), logProb));
      }
    }
    return logProbs;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Sequences of one pass with what each of their tokens counts for. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(List<ScoredSequence> sequences, double[] weights) {}
}
