package dev.longctx.train.internal.torch;

/** Rotations for texts longer than those that a model was first trained with. */
public final class RotationScaling {

  private RotationScaling() {}

  /**
   * Positions divided by a factor (Chen et al., 2023).
   *
   * @param base above 1
   * @param headSize even
   * @param factor 1 or more
   * @return the rotation
   */
  public static Rotation linear(double base, int headSize, double factor) {
    double[] frequencies = frequencies(base, headSize);
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] /= factor;
    }
    return rotation(frequencies, 1);
  }

  /**
   * Slow turns divided by a factor, fast ones left, and a ramp between (Llama 3.1).
   *
   * @param base above 1
   * @param headSize even
   * @param factor 1 or more
   * @param low turns of the first training's length up to which a frequency is slow
   * @param high turns from which it is fast
   * @param firstPositions the first training's length
   * @return the rotation
   */
  public static Rotation llama3(
      double base, int headSize, double factor, double low, double high, double firstPositions) {
    double[] frequencies = frequencies(base, headSize);
    for (int i = 0; i < frequencies.length; i++) {
      double turns = firstPositions * frequencies[i] / (2 * Math.PI);
      double kept = Math.min(1, Math.max(0, (turns - low) / (high - low)));
      frequencies[i] = mix(frequencies[i], factor, kept);
    }
    return rotation(frequencies, 1);
  }

  /**
   * As {@link #llama3}, with the ramp over pairs and not over turns, and a factor on attention
   * (Peng et al., 2023, "YaRN").
   *
   * @param base above 1
   * @param headSize even
   * @param factor 1 or more
   * @param fast turns from which a frequency is left
   * @param slow turns up to which it is divided
   * @param firstPositions the first training's length
   * @param attentionFactor multiplies sines and cosines
   * @return the rotation
   */
  public static Rotation yarn(
      double base,
      int headSize,
      double factor,
      double fast,
      double slow,
      double firstPositions,
      double attentionFactor) {
    double from = Math.floor(pair(fast, base, headSize, firstPositions));
    double to = Math.ceil(pair(slow, base, headSize, firstPositions));
    from = Math.max(from, 0);
    to = Math.min(to, headSize - 1.0);
    double width = to == from ? 0.001 : to - from;
    double[] frequencies = frequencies(base, headSize);
    for (int i = 0; i < frequencies.length; i++) {
      double kept = 1 - Math.min(1, Math.max(0, (i - from) / width));
      frequencies[i] = mix(frequencies[i], factor, kept);
    }
    return rotation(frequencies, attentionFactor);
  }

  /**
   * The attention factor that YaRN's paper recommends.
   *
   * @param factor of the length
   * @return 1 for a factor up to 1
   */
  public static double yarnAttention(double factor) {
    return factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
  }

  /** The pair, not a whole number, that makes so many turns in the first training's length. */
  private static double pair(double turns, double base, int headSize, double firstPositions) {
    return headSize * Math.log(firstPositions / (turns * 2 * Math.PI)) / (2 * Math.log(base));
  }

  private static double mix(double frequency, double factor, double kept) {
    return frequency / factor * (1 - kept) + frequency * kept;
  }

  private static double[] frequencies(double base, int headSize) {
    double[] frequencies = new double[headSize / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = Math.pow(base, -2.0 * i / headSize);
    }
    return frequencies;
  }

  private static Rotation rotation(double[] frequencies, double factor) {
    float[] rounded = new float[frequencies.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) frequencies[i];
    }
    return new Rotation(rounded, factor);
  }
}
