package dev.longctx.langchain4j.model;

import java.time.Duration;

/**
 * How often a call to an endpoint is tried, and the pauses in between. Pauses double from the first
 * to the longest.
 *
 * @param attempts tries of one sample, the first included
 * @param firstPause the pause after the first failure, above zero
 * @param longestPause the bound of all pauses, not below the first
 * @param jitter the share of each pause that is drawn by chance, 0 to 1: a pause p lasts from
 *     p(1-jitter) to p
 */
public record Retries(int attempts, Duration firstPause, Duration longestPause, double jitter) {

  private static final Retries STANDARD =
      new Retries(4, Duration.ofSeconds(1), Duration.ofSeconds(30), 0.5);
  private static final int MOST_DOUBLINGS = 30;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Retries {
    require(attempts >= 1, "attempts: expected at least 1, found " + attempts);
    require(
        firstPause.compareTo(Duration.ZERO) > 0,
        "firstPause: expected above zero, found " + firstPause);
    require(
        longestPause.compareTo(firstPause) >= 0,
        "longestPause: expected at least " + firstPause + ", found " + longestPause);
    require(jitter >= 0 && jitter <= 1, "jitter: expected 0 to 1, found " + jitter);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Four attempts, pauses of about one, two and four seconds.
   *
   * @return the default
   */
  public static Retries standard() {
    return STANDARD;
  }

  /**
   * One attempt.
   *
   * @return no retries
   */
  public static Retries none() {
    return new Retries(1, STANDARD.firstPause, STANDARD.longestPause, 0);
  }

  /** The pause after so many failures; chance is in [0, 1). */
  Duration pauseAfter(int failures, double chance) {
    double doubled =
        (double) firstPause.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
    double bounded = Math.min(doubled, (double) longestPause.toMillis());
    return Duration.ofMillis((long) (bounded * (1 - jitter * chance)));
  }
}
