package dev.longctx.align.internal.train;

import dev.longctx.align.internal.train.Task.ReferenceRequest;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.TrainingException;
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
      double[] values = sums(scorer, request, cancellation);
      Finite.require(request.id(), "reference log-probability", values);
      all.add(values);
    }
    return all;
  }

  private static double[] sums(
      SequenceScorer scorer, ReferenceRequest request, Cancellation cancellation) {
    List<Double> sums = new ArrayList<>();
    try {
      for (List<TokenSequence> group : request.groups()) {
        scorer.logProbs(group, cancellation).forEach(logProbs -> sums.add(sum(logProbs)));
      }
    } catch (GenerationException e) {
      throw new TrainingException(
          reason(e), "example %s, reference: %s".formatted(request.id(), e.getMessage()), e);
    }
    return sums.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static TrainingException.Reason reason(GenerationException e) {
    return switch (e.reason()) {
      case NOT_A_NUMBER -> TrainingException.Reason.NOT_FINITE;
      case PROMPT_TOO_LONG, BAD_PROMPT -> TrainingException.Reason.BAD_SEQUENCE;
      default -> TrainingException.Reason.FAILED;
    };
  }

  private static double sum(float[] logProbs) {
    double sum = 0;
    for (float logProb : logProbs) {
      sum += logProb;
    }
    return sum;
  }
}
