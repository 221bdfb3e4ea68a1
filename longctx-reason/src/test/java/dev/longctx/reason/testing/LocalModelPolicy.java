package dev.longctx.reason.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.Update;
import dev.longctx.api.training.WeightTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A policy that reads with a model's weights and never changes them. */
public final class LocalModelPolicy implements TrainablePolicy {

  private final SequenceScorer model;
  private final int maxTokens;
  private long steps;

  public LocalModelPolicy(SequenceScorer model, int maxTokens) {
    this.model = model;
    this.maxTokens = maxTokens;
  }

  @Override
  public ForwardPass forward(List<TokenSequence> sequences) {
    return new Pass(
        model.logProbs(sequences, new Cancellation()).stream()
            .map(floats -> IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray())
            .toList());
  }

  @Override
  public Update step(AdamW optimizer) {
    return new Update(++steps, 0, 0, false);
  }

  @Override
  public void discardGradient() {}

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public int maxTokens() {
    return maxTokens;
  }

  @Override
  public void syncTo(WeightTarget target) {}

  @Override
  public void close() {}

  @Override
  public ForwardPass forwardWithEntropies(List<TokenSequence> sequences) {
    throw new UnsupportedOperationException("no entropies here");
  }

  @Override
  public SequenceScorer scorer() {
    throw new UnsupportedOperationException("no scorer here");
  }

  @Override
  public SequenceScorer snapshot() {
    throw new UnsupportedOperationException("no snapshots here");
  }

  @Override
  public void save(Path directory) {
    throw new UnsupportedOperationException("nothing is written here");
  }

  @Override
  public void checkpoint(Path directory) {
    throw new UnsupportedOperationException("nothing is written here");
  }

  @Override
  public void restore(Path directory) {
    throw new UnsupportedOperationException("nothing is read here");
  }

  private record Pass(List<double[]> logProbs) implements ForwardPass {

    @Override
    public List<double[]> entropies() {
      throw new IllegalStateException("no entropies here");
    }

    @Override
    public void backward(List<double[]> logProbGradient) {}

    @Override
    public void backward(List<double[]> logProbGradient, List<double[]> entropyGradient) {
      throw new IllegalStateException("no entropies here");
    }

    @Override
    public void close() {}
  }
}
