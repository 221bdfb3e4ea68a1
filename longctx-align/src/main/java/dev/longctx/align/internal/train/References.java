package dev.longctx.align.internal.train;

import dev.longctx.align.internal.train.Task.ReferenceRequest;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.List;

/** Log-probabilities under the policy as it is before the first step. */
final class References {

  private References() {}

  static List<double[]> compute(
      SequenceScorer scorer, List<ReferenceRequest> requests, Cancellation cancellation) {
    List<double[]> all = new ArrayList<>(requests.size());
    for (ReferenceRequest request : requests) {
      cancellation.throwIfCancelled();
      List<Double> sums = new ArrayList<>();
      for (List<TokenSequence> group : request.groups()) {
        scorer.logProbs(group, cancellation).forEach(logProbs -> sums.add(sum(logProbs)));
      }
      double[] values = sums.stream().mapToDouble(Double::doubleValue).toArray();
      Finite.require(request.id(), "reference log-probability", values);
      all.add(values);
    }
    return all;
  }

  private static double sum(float[] logProbs) {
    double sum = 0;
    for (float logProb : logProbs) {
      sum += logProb;
    }
    return sum;
  }
}
