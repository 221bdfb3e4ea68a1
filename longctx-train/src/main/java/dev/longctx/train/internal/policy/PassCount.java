package dev.longctx.train.internal.policy;

/** What a step depends on: passes that are open, and whether one went back. Used inside a gate. */
public final class PassCount {

  private int open;
  private boolean gradient;
  private boolean partial;

  /** No pass, no gradient. */
  public PassCount() {}

  /** One pass more is open. */
  public void open() {
    open++;
  }

  void close() {
    open--;
  }

  /** Until {@link #addGradient}, the gradient is a part of one. */
  void beginGradient() {
    requireWhole("backward");
    partial = true;
  }

  void addGradient() {
    partial = false;
    gradient = true;
  }

  /** The gradient is gone. */
  public void forgetGradient() {
    gradient = false;
    partial = false;
  }

  /**
   * Refuses a step that has nothing to do, or would change weights under an open pass.
   *
   * @throws IllegalStateException if a pass is open, none went back or one failed on its way
   */
  public void requireReady() {
    requireNoneOpen("step");
    requireWhole("step");
    if (!gradient) {
      throw new IllegalStateException("step: expected a gradient, found none since the last step");
    }
  }

  /**
   * Refuses what would change weights under an open pass.
   *
   * @param call its name
   * @throws IllegalStateException if a pass is open
   */
  public void requireNoneOpen(String call) {
    if (open > 0) {
      throw new IllegalStateException("%s: expected no open pass, found %d".formatted(call, open));
    }
  }

  private void requireWhole(String call) {
    if (partial) {
      throw new IllegalStateException(
          call + ": expected a gradient that is whole or discarded, found a part of one");
    }
  }
}
