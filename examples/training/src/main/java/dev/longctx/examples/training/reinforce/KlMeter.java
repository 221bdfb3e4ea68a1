package dev.longctx.examples.training.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.reason.objective.KlEstimator;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures how far a policy has gone from the base, on its own responses at temperature 1. The
 * trainer can do that for all of them; a few are enough here, and cost little.
 *
 * @param tokenizer of both
 * @param base tells what the base thinks of responses
 */
record KlMeter(Tokenizer tokenizer, SequenceScorer base) {

  /** The mean divergence of a token, in nats, by the first response to each problem. */
  double measure(List<RolloutGroup> groups) {
    List<TokenTrace> traces =
        groups.stream().map(group -> group.rollouts().get(0).completion().tokens()).toList();
    List<TokenSequence> sequences =
        IntStream.range(0, traces.size())
            .mapToObj(
                i ->
                    new TokenSequence(
                        tokenizer.encode(groups.get(i).problem().prompt()), traces.get(i).ids()))
            .toList();
    List<float[]> references = base.logProbs(sequences, new Cancellation());
    double sum = 0;
    int tokens = 0;
    for (int i = 0; i < traces.size(); i++) {
      float[] logProbs = traces.get(i).logProbs();
      for (int t = 0; t < logProbs.length; t++) {
        sum += KlEstimator.LOW_VARIANCE.value(logProbs[t], references.get(i)[t]);
      }
      tokens += logProbs.length;
    }
    return sum / tokens;
  }
}
