package dev.longctx.onnx.critic;

/**
 * What a critic says of each token of a window, prompt excluded.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class TokenLabels {

  private final float[] keep;
  private final byte[] labels;

  /** Takes over both arrays, which have one length. */
  TokenLabels(float[] keep, byte[] labels) {
    this.keep = keep;
    this.labels = labels;
  }

  /**
   * The number of tokens.
   *
   * @return that of the window
   */
  public int size() {
    return keep.length;
  }

  /**
   * The probability that a token should be kept; with a head over tag words, times the probability
   * of the tag.
   *
   * @param token its index in the window, from 0
   * @return a number from 0 to 1
   */
  public float keep(int token) {
    return keep[token];
  }

  /**
   * The most probable class of a token, the first of equal ones.
   *
   * @param token its index in the window, from 0
   * @return the class as the manifest's label names count it; for {@link LabelScheme#KEEP_SCORE} 1
   *     if the probability is at least one half, else 0
   */
  public int label(int token) {
    return labels[token];
  }
}
