package dev.longctx.onnx.critic;

/**
 * An instruction and a query as the tokens that surround each window of a request. It belongs to
 * the critic whose session made it.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class CriticPrompt {

  private final int[] prefix;
  private final int[] suffix;

  /** Takes over both arrays. */
  CriticPrompt(int[] prefix, int[] suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /**
   * The tokens that each window has to share its room with.
   *
   * @return their number before and after the window, in the critic's tokens
   */
  public int size() {
    return prefix.length + suffix.length;
  }

  /**
   * The ids before the window.
   *
   * @return a new array
   */
  public int[] prefix() {
    return prefix.clone();
  }

  /**
   * The ids after the window.
   *
   * @return a new array
   */
  public int[] suffix() {
    return suffix.clone();
  }

  int[] sharedPrefix() {
    return prefix;
  }

  int[] sharedSuffix() {
    return suffix;
  }
}
