package dev.longctx.train.internal.torch;

import ai.djl.ndarray.types.DataType;

/**
 * How a decoder computes.
 *
 * @param type of weights and states, float32 or float64
 * @param logitsAtOnce the most logits in memory at once, of all tokens together
 * @param adapterScale what low-rank adapters are multiplied by
 */
public record EngineSettings(DataType type, int logitsAtOnce, double adapterScale) {

  /** The most logits in memory where nothing else is said: 32 MB in float32. */
  public static final int LOGITS_AT_ONCE = 1 << 23;

  /**
   * Single precision.
   *
   * @param adapterScale what low-rank adapters are multiplied by
   * @return the settings
   */
  public static EngineSettings single(double adapterScale) {
    return new EngineSettings(DataType.FLOAT32, LOGITS_AT_ONCE, adapterScale);
  }
}
