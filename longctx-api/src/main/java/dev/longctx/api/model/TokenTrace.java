package dev.longctx.api.model;

import java.util.Objects;

/**
 * The tokens of a completion, in the model's own vocabulary. Immutable: arrays are copied in and
 * out.
 *
 * <p>Log-probabilities are natural and those of the model itself: before temperature, filters and
 * penalties, so they are what a {@link SequenceScorer} of the same weights gives, up to rounding:
 * in the last bits for floating-point graphs, more where activations are rounded to 8 bits, since
 * what is read at once is rounded together.
 */
public final class TokenTrace {

  private final int size;
  private final int[] ids;
  private final float[] logProbs;

  private TokenTrace(int size, int[] ids, float[] logProbs) {
    this.size = size;
    this.ids = ids;
    this.logProbs = logProbs;
  }

  /**
   * Tokens of which only the number is known, as remote models report them.
   *
   * @param size the number
   * @return a trace without ids
   */
  public static TokenTrace counted(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("size: expected 0 or more, found " + size);
    }
    return new TokenTrace(size, new int[0], new float[0]);
  }

  /**
   * Tokens without log-probabilities.
   *
   * @param ids the tokens
   * @return a trace
   */
  public static TokenTrace of(int[] ids) {
    return new TokenTrace(ids.length, ids.clone(), new float[0]);
  }

  /**
   * Tokens with log-probabilities.
   *
   * @param ids the tokens
   * @param logProbs one a token
   * @return a trace
   */
  public static TokenTrace of(int[] ids, float[] logProbs) {
    Objects.requireNonNull(ids, "ids");
    if (ids.length != logProbs.length) {
      throw new IllegalArgumentException(
          "logProbs: expected one for each of %d tokens, found %d"
              .formatted(ids.length, logProbs.length));
    }
    return new TokenTrace(ids.length, ids.clone(), logProbs.clone());
  }

  /**
   * The number of tokens, the one that ended the completion included.
   *
   * @return the count
   */
  public int size() {
    return size;
  }

  /**
   * The tokens.
   *
   * @return a copy; empty where only the number is known
   */
  public int[] ids() {
    return ids.clone();
  }

  /**
   * The log-probability of each token given all before it.
   *
   * @return a copy; empty where the request did not ask or the model does not tell
   */
  public float[] logProbs() {
    return logProbs.clone();
  }

  @Override
  public String toString() {
    return "TokenTrace[" + size + " tokens]";
  }
}
