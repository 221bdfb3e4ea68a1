package dev.longctx.api.training;

/** A learning rate that may change with the steps. Immutable and thread-safe. */
@FunctionalInterface
public interface LearningRate {

  /**
   * The rate of an update.
   *
   * @param step updates before this one, from 0
   * @return above or equal to 0
   */
  double at(long step);

  /**
   * The same rate at every step.
   *
   * @param rate above 0
   * @return the schedule
   */
  static LearningRate constant(double rate) {
    requirePositive("rate", rate);
    return step -> rate;
  }

  /**
   * Half a cosine wave from the peak down to a floor, where it stays.
   *
   * @param peak above 0
   * @param floor from 0 to the peak
   * @param steps the step at which the floor is reached; above 0
   * @return the schedule
   */
  static LearningRate cosine(double peak, double floor, long steps) {
    requirePositive("peak", peak);
    if (!(floor >= 0 && floor <= peak)) {
      throw new IllegalArgumentException(
          "floor: expected 0 to %s, the peak, found %s".formatted(peak, floor));
    }
    if (steps <= 0) {
      throw new IllegalArgumentException("steps: expected above 0, found " + steps);
    }
    return step -> {
      double done = Math.min(1, (double) step / steps);
      return floor + (peak - floor) * (1 + Math.cos(Math.PI * done)) / 2;
    };
  }

  /**
   * This schedule behind a straight rise: the step number s, counted from 0, has (s + 1) / steps of
   * this schedule's rate while that is below 1.
   *
   * @param steps length of the rise; 0 leaves the schedule as it is
   * @return the schedule
   */
  default LearningRate warmUp(long steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: expected 0 or more, found " + steps);
    }
    return step -> at(step) * (step < steps ? (step + 1.0) / steps : 1);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": expected above 0 and finite, found " + value);
    }
  }
}
