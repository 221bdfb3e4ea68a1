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

  /** What models say that do not tell the length of a prompt. */
  private static final int UNKNOWN = 0;

  private Advantages() {}

  /** The sequences of a group that have a score. */
  static List<ScoredSequence> of(RolloutGroup group, Tokenizer tokenizer) {
    List<Rollout> scored = group.rollouts().stream().filter(Rollout::isScored).toList();
    double[] advantages =
        GroupAdvantage.standardise(scored.stream().mapToDouble(Rollout::reward).toArray());
    int[] prompt = prompt(group, tokenizer);
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

  private static int[] prompt(RolloutGroup group, Tokenizer tokenizer) {
    int[] prompt = tokenizer.encode(group.problem().prompt());
    if (group.promptTokens() != UNKNOWN && prompt.length != group.promptTokens()) {
      throw new TrainingException(
          Reason.FAILED,
          "problem %s, rollouts, tokenizer: expected the %d tokens that the model read, found %d"
              .formatted(group.problem().id(), group.promptTokens(), prompt.length));
    }
    return prompt;
  }

  private static double[] behaviour(String id, TokenTrace trace) {
    float[] logProbs = trace.logProbs();
    if (logProbs.length != trace.size() || trace.ids().length != trace.size()) {
      throw new TrainingException(
          Reason.FAILED,
          "problem %s, rollouts: expected tokens and their log-probabilities, found a model that"
                  .formatted(id)
              + " does not tell them");
    }
    return Finite.doubles(id, "log-probability by rollouts", logProbs);
  }
}
