package dev.longctx.train.internal.policy;

import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.batch.TokenBatch;
import dev.longctx.train.internal.torch.EngineGate;
import dev.longctx.train.internal.torch.ReadPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass over sequences, by sequence outside and by target inside. */
public final class OpenPass implements ForwardPass {

  private final EngineGate gate;
  private final PassCount count;
  private final TokenBatch batch;
  private final boolean withEntropies;
  private final Runnable clearGradient;
  private @Nullable ReadPass pass;
  private final double[] logProbs;
  private final double[] entropies;
  private boolean wentBack;
  private boolean closed;

  /**
   * An open pass.
   *
   * @param gate the policy's
   * @param count the policy's, which knows of this pass already
   * @param batch the sequences
   * @param pass what was read, or null if no sequence has a response
   * @param withEntropies whether there are entropies
   * @param clearGradient makes the policy's gradient zero
   */
  public OpenPass(
      EngineGate gate,
      PassCount count,
      TokenBatch batch,
      @Nullable ReadPass pass,
      boolean withEntropies,
      Runnable clearGradient) {
    this.gate = gate;
    this.count = count;
    this.batch = batch;
    this.pass = pass;
    this.withEntropies = withEntropies;
    this.clearGradient = clearGradient;
    logProbs = pass == null ? new double[0] : pass.logProbs();
    entropies = pass == null ? new double[0] : pass.entropies();
  }

  @Override
  public List<double[]> logProbs() {
    requireOpen();
    return bySequence(logProbs);
  }

  @Override
  public List<double[]> entropies() {
    requireOpen();
    requireEntropies();
    return bySequence(entropies);
  }

  @Override
  public void backward(List<double[]> logProbGradient) {
    requireOpen();
    backward(flat("logProbGradient", logProbGradient), new double[0]);
  }

  @Override
  public void backward(List<double[]> logProbGradient, List<double[]> entropyGradient) {
    requireOpen();
    requireEntropies();
    backward(flat("logProbGradient", logProbGradient), flat("entropyGradient", entropyGradient));
  }

  private void backward(double[] logProbGradient, double[] entropyGradient) {
    if (wentBack) {
      throw new IllegalStateException("backward: expected one call a pass, found a second");
    }
    wentBack = true;
    ReadPass there = pass;
    if (there == null) {
      return;
    }
    try {
      gate.run(() -> addGradient(there, logProbGradient, entropyGradient));
    } catch (TrainingException e) {
      String message = e.getMessage() + "; the gradient of all passes so far is lost";
      throw new TrainingException(e.reason(), message, e);
    }
  }

  /** A part of a gradient must not pass for all of it. */
  private void addGradient(ReadPass there, double[] byLogProbs, double[] byEntropies) {
    count.beginGradient();
    try {
      there.backward(byLogProbs, byEntropies);
      count.addGradient();
    } catch (RuntimeException | Error e) {
      forgetGradient(e);
      throw e;
    } finally {
      there.close();
    }
  }

  /** Where even this fails, the count refuses steps until the gradient is discarded. */
  private void forgetGradient(Throwable failure) {
    try {
      clearGradient.run();
      count.forgetGradient();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private List<double[]> bySequence(double[] values) {
    List<double[]> all = new ArrayList<>(batch.sequences());
    for (int i = 0; i < batch.sequences(); i++) {
      int from = batch.offset(i);
      all.add(Arrays.copyOfRange(values, from, from + batch.responseLength(i)));
    }
    return all;
  }

  private double[] flat(String name, List<double[]> values) {
    if (values.size() != batch.sequences()) {
      throw new IllegalArgumentException(
          "%s: expected %d sequences, found %d".formatted(name, batch.sequences(), values.size()));
    }
    double[] all = new double[logProbs.length];
    for (int i = 0; i < values.size(); i++) {
      copy(name, i, values.get(i), all);
    }
    return all;
  }

  private void copy(String name, int sequence, double[] values, double[] all) {
    if (values.length != batch.responseLength(sequence)) {
      throw new IllegalArgumentException(
          "%s, sequence %d: expected %d values, found %d"
              .formatted(name, sequence, batch.responseLength(sequence), values.length));
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new TrainingException(
            Reason.NOT_FINITE,
            "%s, sequence %d: expected finite values, found %s".formatted(name, sequence, value));
      }
    }
    System.arraycopy(values, 0, all, batch.offset(sequence), values.length);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the pass is closed");
    }
  }

  private void requireEntropies() {
    if (!withEntropies) {
      throw new IllegalStateException(
          "entropies: expected a pass by forwardWithEntropies, found one by forward");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ReadPass there = pass;
    pass = null;
    gate.release(
        () -> {
          count.close();
          if (there != null) {
            there.close();
          }
        });
  }
}
