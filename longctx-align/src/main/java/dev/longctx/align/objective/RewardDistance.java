package dev.longctx.align.objective;

/** How far the rewards of one response under two contexts lie apart (SoLoPO, section 3). */
public enum RewardDistance {
  /** The absolute difference, which suits logistic losses. Its derivative at 0 is 0. */
  L1 {
    @Override
    double value(double difference) {
      return Math.abs(difference);
    }

    @Override
    double slope(double difference) {
      return Math.signum(difference);
    }
  },
  /** The squared difference, which suits {@link Ipo}. */
  SQUARED {
    @Override
    double value(double difference) {
      return difference * difference;
    }

    @Override
    double slope(double difference) {
      return 2 * difference;
    }
  };

  abstract double value(double difference);

  abstract double slope(double difference);
}
