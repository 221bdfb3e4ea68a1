package dev.longctx.align.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Update;
import dev.longctx.api.training.WeightTarget;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A real, tiny policy in doubles: the logits of the next token are a row of a table for the token
 * before, plus the mean of rows of another table for all tokens so far. So what it says depends on
 * the whole context. Counts what is open at a time.
 */
public final class TablePolicy implements TrainablePolicy {

  private final int vocabulary;
  private double[] weights;
  private double[] gradient;
  private double[] first;
  private double[] second;
  private long steps;
  private boolean hasGradient;
  private int openTokens;
  private int peakTokens;
  private int openPasses;
  private int scored;
  private int poisonedToken = -1;
  private boolean strict;
  private final List<Integer> passes = new ArrayList<>();

  /** Random weights. */
  public TablePolicy(int vocabulary, long seed) {
    this.vocabulary = vocabulary;
    int size = 2 * vocabulary * vocabulary;
    weights = new Random(seed).doubles(size, -0.5, 0.5).toArray();
    gradient = new double[size];
    first = new double[size];
    second = new double[size];
  }

  /** A copy of the weights. */
  public double[] weights() {
    return weights.clone();
  }

  /** A copy of the accumulated gradient. */
  public double[] gradient() {
    return gradient.clone();
  }

  /** Changes one weight. */
  public void nudge(int weight, double by) {
    weights[weight] += by;
  }

  /** The most tokens of passes that were open at once. */
  public int peakTokens() {
    return peakTokens;
  }

  /** Passes that are open now. */
  public int openPasses() {
    return openPasses;
  }

  /** Tokens of each pass, in the order in which they were opened. */
  public List<Integer> passes() {
    return passes;
  }

  /** Sequences that were scored without a gradient. */
  public int scored() {
    return scored;
  }

  /** From now on, whatever holds a token has log-probabilities that are not numbers. */
  public void poison(int token) {
    poisonedToken = token;
  }

  /** From now on, log-probabilities that are not numbers are exceptions. */
  public void refuseWhatIsNotFinite() {
    strict = true;
  }

  private void check(double[] logProbs) {
    if (strict && Arrays.stream(logProbs).anyMatch(Double::isNaN)) {
      throw new TrainingException(Reason.NOT_FINITE, "log-probabilities: found NaN");
    }
  }

  @Override
  public ForwardPass forward(List<TokenSequence> sequences) {
    sequences.forEach(sequence -> check(score(sequence)));
    return new Pass(sequences);
  }

  @Override
  public ForwardPass forwardWithEntropies(List<TokenSequence> sequences) {
    throw new UnsupportedOperationException("no entropies here");
  }

  @Override
  public Update step(AdamW optimizer) {
    if (!hasGradient || openPasses > 0) {
      throw new IllegalStateException("step: expected a gradient and no open pass");
    }
    double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
    double scale = Math.min(1, optimizer.maxGradientNorm() / norm);
    double rate = optimizer.learningRate().at(steps);
    steps++;
    for (int i = 0; i < weights.length; i++) {
      double g = gradient[i] * scale;
      first[i] = optimizer.beta1() * first[i] + (1 - optimizer.beta1()) * g;
      second[i] = optimizer.beta2() * second[i] + (1 - optimizer.beta2()) * g * g;
      double m = first[i] / (1 - Math.pow(optimizer.beta1(), (double) steps));
      double v = second[i] / (1 - Math.pow(optimizer.beta2(), (double) steps));
      weights[i] -= rate * (m / (Math.sqrt(v) + optimizer.epsilon()));
    }
    discardGradient();
    return new Update(steps, rate, norm, scale < 1);
  }

  @Override
  public void discardGradient() {
    Arrays.fill(gradient, 0);
    hasGradient = false;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public int maxTokens() {
    return 64;
  }

  @Override
  public SequenceScorer scorer() {
    return new Scorer();
  }

  @Override
  public SequenceScorer snapshot() {
    throw new UnsupportedOperationException("no snapshots here");
  }

  @Override
  public void save(Path directory) {
    checkpoint(directory);
  }

  @Override
  public void checkpoint(Path directory) {
    try {
      Files.createDirectories(directory);
      try (DataOutputStream out =
          new DataOutputStream(Files.newOutputStream(directory.resolve("state.bin")))) {
        out.writeLong(steps);
        for (double[] values : List.of(weights, first, second)) {
          for (double value : values) {
            out.writeDouble(value);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restore(Path directory) {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(directory.resolve("state.bin")))) {
      steps = in.readLong();
      for (double[] values : List.of(weights, first, second)) {
        for (int i = 0; i < values.length; i++) {
          values[i] = in.readDouble();
        }
      }
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, directory + " cannot be read", e);
    }
    discardGradient();
  }

  @Override
  public void syncTo(WeightTarget target) {
    throw new UnsupportedOperationException("no targets here");
  }

  @Override
  public void close() {}

  /** The distribution after some tokens. */
  private double[] logProbs(int[] tokens, int size) {
    double[] logits = new double[vocabulary];
    for (int next = 0; next < vocabulary; next++) {
      double logit = weights[tokens[size - 1] * vocabulary + next];
      for (int i = 0; i < size; i++) {
        logit += weights[context(tokens[i], next)] / size;
      }
      logits[next] = logit;
    }
    double max = Arrays.stream(logits).max().orElseThrow();
    double log = max + Math.log(Arrays.stream(logits).map(l -> Math.exp(l - max)).sum());
    return Arrays.stream(logits).map(logit -> logit - log).toArray();
  }

  private int context(int token, int next) {
    return (vocabulary + token) * vocabulary + next;
  }

  private double[] score(TokenSequence sequence) {
    int[] tokens = tokens(sequence);
    int prompt = sequence.prompt().length;
    double[] scores = new double[sequence.response().length];
    boolean poisoned = Arrays.stream(tokens).anyMatch(token -> token == poisonedToken);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = poisoned ? Double.NaN : logProbs(tokens, prompt + i)[tokens[prompt + i]];
    }
    return scores;
  }

  private static int[] tokens(TokenSequence sequence) {
    int[] tokens =
        Arrays.copyOf(sequence.prompt(), sequence.prompt().length + sequence.response().length);
    System.arraycopy(
        sequence.response(), 0, tokens, sequence.prompt().length, sequence.response().length);
    return tokens;
  }

  private void backward(TokenSequence sequence, double[] slopes) {
    int[] tokens = tokens(sequence);
    for (int i = 0; i < slopes.length; i++) {
      int size = sequence.prompt().length + i;
      double[] logProbs = logProbs(tokens, size);
      for (int next = 0; next < vocabulary; next++) {
        double slope = slopes[i] * ((next == tokens[size] ? 1 : 0) - Math.exp(logProbs[next]));
        gradient[tokens[size - 1] * vocabulary + next] += slope;
        for (int j = 0; j < size; j++) {
          gradient[context(tokens[j], next)] += slope / size;
        }
      }
    }
    hasGradient = true;
  }

  private final class Pass implements ForwardPass {

    private final List<TokenSequence> sequences;
    private final int tokens;
    private boolean done;
    private boolean closed;

    Pass(List<TokenSequence> sequences) {
      this.sequences = List.copyOf(sequences);
      tokens = sequences.stream().mapToInt(each -> TablePolicy.tokens(each).length).sum();
      openPasses++;
      openTokens += tokens;
      peakTokens = Math.max(peakTokens, openTokens);
      passes.add(tokens);
    }

    @Override
    public List<double[]> logProbs() {
      return sequences.stream().map(TablePolicy.this::score).toList();
    }

    @Override
    public List<double[]> entropies() {
      throw new IllegalStateException("no entropies here");
    }

    @Override
    public void backward(List<double[]> logProbGradient) {
      if (done || closed) {
        throw new IllegalStateException("backward: expected once, before it is closed");
      }
      done = true;
      for (int i = 0; i < sequences.size(); i++) {
        if (logProbGradient.get(i).length != sequences.get(i).response().length) {
          throw new IllegalArgumentException("backward: expected the shape of logProbs");
        }
        TablePolicy.this.backward(sequences.get(i), logProbGradient.get(i));
      }
    }

    @Override
    public void backward(List<double[]> logProbGradient, List<double[]> entropyGradient) {
      throw new IllegalStateException("no entropies here");
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openPasses--;
        openTokens -= tokens;
      }
    }
  }

  private final class Scorer implements SequenceScorer {

    @Override
    public List<float[]> logProbs(List<TokenSequence> sequences, Cancellation cancellation) {
      cancellation.throwIfCancelled();
      scored += sequences.size();
      if (strict && sequences.stream().anyMatch(each -> Double.isNaN(score(each)[0]))) {
        throw new GenerationException(
            GenerationException.Reason.NOT_A_NUMBER, "sequence 0: found NaN");
      }
      return sequences.stream().map(sequence -> floats(score(sequence))).toList();
    }

    @Override
    public void close() {}
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
