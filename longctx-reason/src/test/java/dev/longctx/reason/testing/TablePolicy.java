package dev.longctx.reason.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Update;
import dev.longctx.api.training.WeightTarget;
import dev.longctx.api.training.Weights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A {@link Table} that is trained in plain Java, with true gradients. Counts what it does. */
public final class TablePolicy implements TrainablePolicy {

  private static final int MAX_TOKENS = 64;
  private static final String STATE = "state.bin";

  private final Table table;
  private Trace trace = Trace.NONE;
  private final double[] gradient;
  private final double[] first;
  private final double[] second;
  private long steps;
  private boolean hasGradient;
  private int openPasses;
  private int openSnapshots;
  private int readSequences;
  private int poisonedToken = -1;
  private boolean infiniteGradient;
  private boolean poisonedReference;

  /** Random weights. */
  public TablePolicy(long seed) {
    table = Table.random(ToyTokenizer.ALPHABET.length(), seed);
    int size = table.weights().length;
    gradient = new double[size];
    first = new double[size];
    second = new double[size];
  }

  /** From now on, a trace hears of passes, updates, checkpoints and restores. */
  public void tracedBy(Trace value) {
    trace = value;
  }

  /** A copy of the weights. */
  public float[] weights() {
    return table.weights().clone();
  }

  /** A copy of the accumulated gradient. */
  public double[] gradient() {
    return gradient.clone();
  }

  /** Changes one weight. */
  public void nudge(int weight, float by) {
    table.weights()[weight] += by;
  }

  /** Passes and snapshots that are open now. */
  public int open() {
    return openPasses + openSnapshots;
  }

  /** Sequences that were read with a gradient. */
  public int readSequences() {
    return readSequences;
  }

  /** From now on, responses to prompts with a token have log-probabilities that are not numbers. */
  public void poison(char token) {
    poisonedToken = ToyTokenizer.ALPHABET.indexOf(token);
  }

  /** From now on, snapshots have log-probabilities that are not numbers. */
  public void poisonReference() {
    poisonedReference = true;
  }

  /** From now on, gradients are not finite. */
  public void explode() {
    infiniteGradient = true;
  }

  @Override
  public ForwardPass forward(List<TokenSequence> sequences) {
    return new Pass(sequences, false);
  }

  @Override
  public ForwardPass forwardWithEntropies(List<TokenSequence> sequences) {
    return new Pass(sequences, true);
  }

  @Override
  public Update step(AdamW optimizer) {
    trace.hear("policy.step");
    if (!hasGradient || openPasses > 0) {
      throw new IllegalStateException("step: expected a gradient and no open pass");
    }
    double norm =
        infiniteGradient
            ? Double.POSITIVE_INFINITY
            : Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
    if (!Double.isFinite(norm)) {
      discardGradient();
      throw new TrainingException(Reason.NOT_FINITE, "gradient: expected finite, found " + norm);
    }
    double scale = norm > optimizer.maxGradientNorm() ? optimizer.maxGradientNorm() / norm : 1;
    double rate = optimizer.learningRate().at(steps);
    steps++;
    for (int i = 0; i < gradient.length; i++) {
      double g = gradient[i] * scale;
      first[i] = optimizer.beta1() * first[i] + (1 - optimizer.beta1()) * g;
      second[i] = optimizer.beta2() * second[i] + (1 - optimizer.beta2()) * g * g;
      double m = first[i] / (1 - Math.pow(optimizer.beta1(), (double) steps));
      double v = second[i] / (1 - Math.pow(optimizer.beta2(), (double) steps));
      table.weights()[i] -= (float) (rate * m / (Math.sqrt(v) + optimizer.epsilon()));
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
    return MAX_TOKENS;
  }

  @Override
  public SequenceScorer scorer() {
    throw new UnsupportedOperationException("a run scores by snapshots");
  }

  @Override
  public SequenceScorer snapshot() {
    trace.hear("policy.snapshot");
    openSnapshots++;
    return new Snapshot(table.copy());
  }

  @Override
  public void save(Path directory) {
    throw new UnsupportedOperationException("a run writes checkpoints");
  }

  @Override
  public void checkpoint(Path directory) {
    trace.hear("policy.checkpoint");
    try {
      Path part = Files.createTempDirectory(directory.toAbsolutePath().getParent(), ".part");
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(part.resolve(STATE))))) {
        out.writeLong(steps);
        for (int i = 0; i < first.length; i++) {
          out.writeFloat(table.weights()[i]);
          out.writeDouble(first[i]);
          out.writeDouble(second[i]);
        }
      }
      Files.deleteIfExists(directory.resolve(STATE));
      Files.move(part, directory, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trace.hear("policy.checkpointed");
  }

  @Override
  public void restore(Path directory) {
    trace.hear("policy.restore");
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve(STATE))))) {
      steps = in.readLong();
      for (int i = 0; i < first.length; i++) {
        table.weights()[i] = in.readFloat();
        first[i] = in.readDouble();
        second[i] = in.readDouble();
      }
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, directory + " cannot be read", e);
    }
    discardGradient();
  }

  @Override
  public void syncTo(WeightTarget target) {
    trace.hear("policy.sync");
    target.load(new Named(table));
  }

  @Override
  public void close() {
    throw new AssertionError("closed by the code under test");
  }

  /** The one tensor's name. */
  static final String TENSOR = "table";

  private record Named(Table table) implements Weights {

    @Override
    public Set<String> names() {
      return Set.of(TENSOR);
    }

    @Override
    public long[] shape(String name) {
      return new long[] {2L * table.vocabulary(), table.vocabulary()};
    }

    @Override
    public void read(String name, FloatBuffer target) {
      target.put(table.weights());
    }
  }

  private static int[] tokens(TokenSequence sequence) {
    int[] prompt = sequence.prompt();
    int[] response = sequence.response();
    int[] tokens = Arrays.copyOf(prompt, prompt.length + response.length);
    System.arraycopy(response, 0, tokens, prompt.length, response.length);
    return tokens;
  }

  /** Rounded to floats, as most engines' numbers are. */
  private double[] score(Table by, TokenSequence sequence) {
    int[] tokens = tokens(sequence);
    int prompt = sequence.prompt().length;
    boolean poisoned =
        (poisonedReference && by != table)
            || Arrays.stream(tokens, 0, prompt).anyMatch(token -> token == poisonedToken);
    double[] scores = new double[tokens.length - prompt];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          poisoned ? Double.NaN : (float) by.logProbs(tokens, prompt + i)[tokens[prompt + i]];
    }
    return scores;
  }

  private double[] entropies(TokenSequence sequence) {
    int[] tokens = tokens(sequence);
    int prompt = sequence.prompt().length;
    double[] entropies = new double[tokens.length - prompt];
    for (int i = 0; i < entropies.length; i++) {
      entropies[i] = entropy(table.logProbs(tokens, prompt + i));
    }
    return entropies;
  }

  private static double entropy(double[] logProbs) {
    return -Arrays.stream(logProbs).map(each -> Math.exp(each) * each).sum();
  }

  private void backward(TokenSequence sequence, double[] slopes, double[] entropySlopes) {
    int[] tokens = tokens(sequence);
    for (int i = 0; i < slopes.length; i++) {
      int size = sequence.prompt().length + i;
      double[] logProbs = table.logProbs(tokens, size);
      double entropy = entropy(logProbs);
      double[] byLogit = new double[logProbs.length];
      for (int next = 0; next < byLogit.length; next++) {
        double p = Math.exp(logProbs[next]);
        byLogit[next] =
            slopes[i] * ((next == tokens[size] ? 1 : 0) - p)
                - entropySlopes[i] * p * (logProbs[next] + entropy);
      }
      table.backward(tokens, size, byLogit, gradient);
    }
    hasGradient = true;
  }

  private final class Pass implements ForwardPass {

    private final List<TokenSequence> sequences;
    private final boolean entropies;
    private boolean done;
    private boolean closed;

    Pass(List<TokenSequence> sequences, boolean entropies) {
      trace.hear("policy.forward");
      this.sequences = List.copyOf(sequences);
      this.entropies = entropies;
      readSequences += sequences.size();
      openPasses++;
    }

    @Override
    public List<double[]> logProbs() {
      return sequences.stream().map(each -> score(table, each)).toList();
    }

    @Override
    public List<double[]> entropies() {
      if (!entropies) {
        throw new IllegalStateException("entropies: expected a pass with them");
      }
      return sequences.stream().map(TablePolicy.this::entropies).toList();
    }

    @Override
    public void backward(List<double[]> logProbGradient) {
      backward(
          logProbGradient, logProbGradient.stream().map(each -> new double[each.length]).toList());
    }

    @Override
    public void backward(List<double[]> logProbGradient, List<double[]> entropyGradient) {
      if (done || closed) {
        throw new IllegalStateException("backward: expected once, before it is closed");
      }
      done = true;
      for (int i = 0; i < sequences.size(); i++) {
        TablePolicy.this.backward(sequences.get(i), logProbGradient.get(i), entropyGradient.get(i));
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openPasses--;
      }
    }
  }

  private final class Snapshot implements SequenceScorer {

    private final Table copy;
    private boolean closed;

    Snapshot(Table copy) {
      this.copy = copy;
    }

    @Override
    public List<float[]> logProbs(List<TokenSequence> sequences, Cancellation cancellation) {
      trace.hear("reference");
      cancellation.throwIfCancelled();
      return sequences.stream().map(each -> floats(score(copy, each))).toList();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openSnapshots--;
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
