package dev.longctx.align.objective;

/**
 * Learning from pairs of a better and a worse response to the same prompt. Implementations are
 * immutable and thread-safe.
 */
public interface PreferenceObjective {

  /**
   * What results and messages call it.
   *
   * @return a short name such as {@code DPO}
   */
  String name();

  /**
   * Whether scores must hold the log-probability under a reference.
   *
   * @return true where the reward is relative to a reference policy
   */
  boolean needsReference();

  /**
   * The reward that the objective compares (SoLoPO, section 3).
   *
   * @param score a response under one context
   * @return its reward
   * @throws IllegalArgumentException if the reference is needed and missing
   */
  Reward reward(ResponseScore score);

  /**
   * The loss of one pair.
   *
   * @param chosen the better response
   * @param rejected the worse response under the same context
   * @return loss, derivatives and rewards
   * @throws IllegalArgumentException if a reference is needed and missing
   */
  PairLoss loss(ResponseScore chosen, ResponseScore rejected);
}
