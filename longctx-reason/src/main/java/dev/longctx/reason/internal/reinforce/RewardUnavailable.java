package dev.longctx.reason.internal.reinforce;

/** Too few responses have a score to go on. It ends a run in good order and never leaves it. */
final class RewardUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RewardUnavailable() {
    super("too few responses have a score", null, false, false);
  }
}
