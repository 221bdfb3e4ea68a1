package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/**
 * A batch that was read, and the way back. The head, whose logits would be the largest tensor, is
 * outside of the engine's graph: its derivative is a formula.
 */
public final class TensorPass implements ReadPass {

  private final Decoder decoder;
  private final BatchTensors batch;
  private final Route route;
  private final TensorMap head;
  private final NDManager manager;
  private final double[] logProbs;
  private final double[] entropies;

  TensorPass(
      Decoder decoder,
      BatchTensors batch,
      Route route,
      TensorMap head,
      NDManager manager,
      boolean withEntropies) {
    this.decoder = decoder;
    this.batch = batch;
    this.route = route;
    this.head = head;
    this.manager = manager;
    double[] rows;
    try (NDArray result = decoder.head(route.states(), batch, withEntropies, head)) {
      rows = toDoubles(result);
    }
    int targets = withEntropies ? rows.length / 2 : rows.length;
    logProbs = Arrays.copyOf(rows, targets);
    entropies = Arrays.copyOfRange(rows, targets, rows.length);
  }

  @Override
  public double[] logProbs() {
    return logProbs;
  }

  @Override
  public double[] entropies() {
    return entropies;
  }

  @Override
  public void backward(double[] logProbGradient, double[] entropyGradient) {
    NDArray byLogProbs = TensorCopies.numbers(manager, logProbGradient, decoder.type());
    NDArray byEntropies = TensorCopies.numbers(manager, entropyGradient, decoder.type());
    NDArray byStates = decoder.headGradient(route.states(), batch, byLogProbs, byEntropies, head);
    route.backward(byStates);
  }

  @Override
  public void close() {
    manager.close();
  }

  static double[] toDoubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toFloatArray();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
