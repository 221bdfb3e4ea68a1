package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.objective.PolicyLoss;
import dev.longctx.reason.objective.SampledTokens;
import dev.longctx.reason.objective.TokenLoss;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
      updateOnce(
          groups.subList(from, to).stream().flatMap(List::stream).toList(),
          sums,
          sums.hasUpdates() ? new Cancellation() : cancellation);
    }
    return sums.metrics(parts, (System.nanoTime() - start) / NANOS);
  }

  private void updateOnce(
      List<ScoredSequence> sequences, UpdateSums sums, Cancellation cancellation) {
    int[] lengths = sequences.stream().mapToInt(ScoredSequence::responseTokens).toArray();
    double[] weights = loss.aggregation().tokenWeights(lengths);
    boolean changes = false;
    List<Integer> read = read(sequences);
    for (int from = 0; from < read.size(); from += microBatch) {
      cancellation.throwIfCancelled();
      List<Integer> some = read.subList(from, Math.min(read.size(), from + microBatch));
      List<ScoredSequence> part = some.stream().map(sequences::get).toList();
      double[] tokenWeights = some.stream().mapToDouble(at -> weights[at]).toArray();
      changes |= accumulate(part, tokenWeights, sums, cancellation);
    }
    if (changes) {
      sums.add(naming(sequences, () -> policy.step(optimizer)));
    }
  }

  /** Policies know tokens, but not which problems they are of. */
  private static <T> T naming(List<ScoredSequence> sequences, Supplier<T> call) {
    try {
      return call.get();
    } catch (TrainingException e) {
      String problems =
          sequences.stream()
              .map(ScoredSequence::problemId)
              .distinct()
              .collect(Collectors.joining(", "));
      throw new TrainingException(
          e.reason(), "problems %s: %s".formatted(problems, e.getMessage()), e);
    }
  }

  /** The sequences that a loss depends on, or whose distance to the reference is asked for. */
  private List<Integer> read(List<ScoredSequence> sequences) {
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      boolean learns = sequences.get(i).advantage() != 0;
      boolean asked = learns || loss.needsReference() || loss.needsEntropies();
      if (asked && sequences.get(i).responseTokens() > 0) {
        read.add(i);
      }
    }
    return read;
  }

  /** Adds the gradient of some sequences; false where there is none. */
  private boolean accumulate(
      List<ScoredSequence> part,
      double[] tokenWeights,
      UpdateSums sums,
      Cancellation cancellation) {
    List<TokenSequence> sequences = part.stream().map(ScoredSequence::sequence).toList();
    List<float[]> references =
        reference == null ? List.of() : reference.logProbs(sequences, cancellation);
    try (ForwardPass pass = naming(part, () -> forward(sequences))) {
      List<SampledTokens> tokens = tokens(part, pass, references);
      List<TokenLoss> losses = new ArrayList<>();
      for (int i = 0; i < part.size(); i++) {
        losses.add(loss.of(tokens.get(i), tokenWeights[i]));
        sums.add(tokens.get(i), losses.get(i), part.get(i).promptTokens());
      }
      return naming(part, () -> backward(pass, losses));
    }
  }

  private ForwardPass forward(List<TokenSequence> sequences) {
    return loss.needsEntropies()
        ? policy.forwardWithEntropies(sequences)
        : policy.forward(sequences);
  }

  private List<SampledTokens> tokens(
      List<ScoredSequence> part, ForwardPass pass, List<float[]> references) {
    List<double[]> logProbs = naming(part, pass::logProbs);
    List<double[]> entropies = loss.needsEntropies() ? naming(part, pass::entropies) : List.of();
    List<SampledTokens> tokens = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      ScoredSequence sequence = part.get(i);
      String id = sequence.problemId();
      tokens.add(
          new SampledTokens(
              Finite.require(id, "log-probability", logProbs.get(i)),
              sequence.behaviour(),
              references.isEmpty()
                  ? null
                  : Finite.doubles(id, "log-probability by the reference", references.get(i)),
              entropies.isEmpty() ? null : Finite.require(id, "entropy", entropies.get(i)),
              sequence.advantage()));
    }
    return tokens;
  }

  private boolean backward(ForwardPass pass, List<TokenLoss> losses) {
    List<double[]> logProbSlopes = losses.stream().map(TokenLoss::logProbSlopes).toList();
    if (loss.needsEntropies()) {
      pass.backward(logProbSlopes, losses.stream().map(TokenLoss::entropySlopes).toList());
      return true;
    }
    boolean changes =
        logProbSlopes.stream().flatMapToDouble(Arrays::stream).anyMatch(slope -> slope != 0);
    if (changes) {
      pass.backward(logProbSlopes);
    }
    return changes;
  }
}
