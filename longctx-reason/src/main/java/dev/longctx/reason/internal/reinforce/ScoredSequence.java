package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.model.TokenSequence;

/**
 * A rollout to learn from.
 *
 * @param problemId what was asked, for messages
 * @param sequence prompt and response
 * @param behaviour log-probabilities of the policy that sampled it
 * @param advantage over the others of its group
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScoredSequence(
    String problemId, TokenSequence sequence, double[] behaviour, double advantage) {

  int promptTokens() {
    return sequence.prompt().length;
  }

  int responseTokens() {
    return behaviour.length;
  }
}
