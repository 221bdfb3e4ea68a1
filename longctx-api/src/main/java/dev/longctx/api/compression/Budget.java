package dev.longctx.api.compression;

/**
 * How much a compression may keep. A budget ranks all units of all documents together, and keeps a
 * heading only where it keeps something below it; a threshold decides about each unit alone.
 */
public sealed interface Budget {

  /**
   * At most this many tokens, the joiner's included.
   *
   * @param limit the bound on the compressed text in tokens of the request's counter, at least 1
   */
  record Tokens(int limit) implements Budget {
    /** Checks the components. */
    public Tokens {
      if (limit < 1) {
        throw new IllegalArgumentException("token budget must be at least 1, found " + limit);
      }
    }
  }

  /**
   * At most this share of the documents' tokens, the joiner's included.
   *
   * @param ratio the share, above 0 and at most 1
   */
  record KeepRatio(double ratio) implements Budget {
    /** Checks the components. */
    public KeepRatio {
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException(
            "keep ratio must be above 0 and at most 1, found " + ratio);
      }
    }
  }

  /**
   * Every unit whose score reaches this value, however many there are.
   *
   * @param score the smallest score that is kept, from 0 to 1
   */
  record Threshold(double score) implements Budget {
    /** Checks the components. */
    public Threshold {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("threshold must be from 0 to 1, found " + score);
      }
    }
  }

  /**
   * As much as the critic marks: for {@link Granularity#MODEL_SPANS} every span that its labels
   * decode to, otherwise every unit that reaches the threshold its manifest recommends.
   */
  record CriticDecides() implements Budget {}

  /**
   * At most so many tokens: a hard bound on {@link Compression#text()}.
   *
   * @param limit tokens of the request's counter, at least 1
   * @return the budget
   */
  static Budget tokens(int limit) {
    return new Tokens(limit);
  }

  /**
   * At most a share of the input's tokens.
   *
   * @param ratio above 0 and at most 1
   * @return the budget
   */
  static Budget keepRatio(double ratio) {
    return new KeepRatio(ratio);
  }

  /**
   * Every unit with at least this score. Append-stable: adding a document at the end changes
   * nothing about what is kept of the earlier ones, so a provider's prompt cache stays warm. The
   * one exception is {@link Reason#NO_GAIN}, where a joiner costs more tokens than the text that it
   * stands for.
   *
   * @param score from 0 to 1
   * @return the budget
   */
  static Budget threshold(double score) {
    return new Threshold(score);
  }

  /**
   * As much as the critic marks by itself; append-stable like a threshold.
   *
   * @return the budget
   */
  static Budget criticDecides() {
    return new CriticDecides();
  }
}
