package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.objective.GroupAdvantage;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.ArrayList;
import java.util.List;

/** From groups of scored samples to sequences with advantages. */
final class Advantages {

  private Advantages() {}

  /** The sequences of a group that have a score. */
  static List<ScoredSequence> of(RolloutGroup group, Tokenizer tokenizer) {
    List<Rollout> scored = group.rollouts().stream().filter(Rollout::isScored).toList();
    double[] advantages =
        GroupAdvantage.standardise(scored.stream().mapToDouble(Rollout::reward).toArray());
    int[] prompt = tokenizer.encode(group.problem().prompt());
    List<ScoredSequence> sequences = new ArrayList<>();
    for (int i = 0; i < advantages.length; i++) {
      String id = group.problem().id();
      TokenTrace trace = scored.get(i).completion().tokens();
      sequences.add(
          new ScoredSequence(
              id, new TokenSequence(prompt, trace.ids()), behaviour(id, trace), advantages[i]));
    }
    return sequences;
  }

  private static double[] behaviour(String id, TokenTrace trace) {
    float[] logProbs = trace.logProbs();
    if (logProbs.length != trace.size() || trace.ids().length != trace.size()) {
      throw new TrainingException(
          Reason.FAILED,
          "rollouts of problem %s: expected tokens and their log-probabilities, found a model that"
                  .formatted(id)
              + " does not tell them");
    }
    double[] behaviour = new double[logProbs.length];
    for (int i = 0; i < behaviour.length; i++) {
      behaviour[i] = logProbs[i];
    }
    return behaviour;
  }
}
