package dev.longctx.reason.reinforce;

/** Why a training by reinforcement ended. */
public enum RlEnd {
  /** All phases were done. */
  COMPLETED,
  /** The most draws that are allowed found too few groups whose scores differ. */
  NO_SPREAD,
  /** The reward could not tell how right rollouts are. The training may go on later. */
  REWARD_UNAVAILABLE
}
