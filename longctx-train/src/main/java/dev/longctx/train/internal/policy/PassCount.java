package dev.longctx.train.internal.policy;

/** What a step depends on: passes that are open, and whether one went back. Used inside a gate. */
public final class PassCount {

  private int open;
  private boolean gradient;

  /** No pass, no gradient. */
  public PassCount() {}

  /** One pass more is open. */
  public void open() {
    open++;
  }

  void close() {
    open--;
  }

  void addGradient() {
    gradient = true;
  }

  /** The gradient is gone. */
  public void forgetGradient() {
    gradient = false;
  }

  /**
   * Refuses a step that has nothing to do, or would change weights under an open pass.
   *
   * @throws IllegalStateException if a pass is open or none went back
   */
  public void requireReady() {
    requireNoneOpen("step");
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
}
