package dev.longctx.train.testing;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mean negative log-probability of response tokens. */
public final class SupervisedLoss {

  private SupervisedLoss() {}

  /** Reads the sequences and goes back. */
  public static double backward(TrainablePolicy policy, List<TokenSequence> sequences) {
    try (ForwardPass pass = policy.forward(sequences)) {
      int tokens = pass.logProbs().stream().mapToInt(row -> row.length).sum();
      double sum = pass.logProbs().stream().flatMapToDouble(Arrays::stream).sum();
      pass.backward(constant(pass.logProbs(), -1.0 / tokens));
      return -sum / tokens;
    }
  }

  /** One value in the shape of others. */
  public static List<double[]> constant(List<double[]> shape, double value) {
    List<double[]> all = new ArrayList<>();
    for (double[] row : shape) {
      double[] filled = new double[row.length];
      Arrays.fill(filled, value);
      all.add(filled);
    }
    return all;
  }
}
