package dev.longctx.train.internal.torch;

/**
 * Rotary position embedding (Su et al., 2021): the pair number i of a head turns by position times
 * frequency i. Immutable.
 */
public final class Rotation {

  private final float[] frequencies;
  private final double factor;

  /**
   * A rotation.
   *
   * @param frequencies radians a position, one for each pair of a head
   * @param factor multiplies sines and cosines; 1 where lengths are not scaled
   */
  public Rotation(float[] frequencies, double factor) {
    this.frequencies = frequencies.clone();
    this.factor = factor;
  }

  /**
   * The rotation of a base: frequency i is {@code base ^ (-2 i / headSize)}.
   *
   * @param base above 1
   * @param headSize even
   * @return the rotation
   */
  public static Rotation of(double base, int headSize) {
    float[] frequencies = new float[headSize / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) Math.pow(base, -2.0 * i / headSize);
    }
    return new Rotation(frequencies, 1);
  }

  /**
   * The cosines of all angles.
   *
   * @param positions number of positions, from 0 on
   * @return row by row
   */
  float[] cosines(int positions) {
    float[] table = new float[positions * frequencies.length];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (Math.cos(angle(i)) * factor);
    }
    return table;
  }

  /**
   * The sines of all angles.
   *
   * @param positions number of positions, from 0 on
   * @return row by row
   */
  float[] sines(int positions) {
    float[] table = new float[positions * frequencies.length];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (Math.sin(angle(i)) * factor);
    }
    return table;
  }

  /** Rounded to a float, as models were trained with. */
  private float angle(int index) {
    int position = index / frequencies.length;
    return position * frequencies[index % frequencies.length];
  }

  /**
   * Radians a position.
   *
   * @return a copy, one for each pair of a head
   */
  float[] frequencies() {
    return frequencies.clone();
  }

  /**
   * What multiplies sines and cosines.
   *
   * @return 1 where lengths are not scaled
   */
  double factor() {
    return factor;
  }

  int pairs() {
    return frequencies.length;
  }
}
