package dev.longctx.api.compression;

import java.time.Duration;
import java.util.Objects;

/**
 * What a compression cost and saved.
 *
 * @param documents number of documents
 * @param inputTokens tokens of the documents joined, in the request's counter, counted document by
 *     document with the separator before each; 0 where the call ended before they were counted
 * @param outputTokens tokens of {@link Compression#text()}, in the same counter
 * @param windows windows that the critic scored; 0 for compressors without one
 * @param criticTokens tokens of all windows, prompts included, in the critic's tokenizer
 * @param timings where the time went
 */
public record CompressionStats(
    int documents,
    long inputTokens,
    long outputTokens,
    int windows,
    long criticTokens,
    Timings timings) {

  /** Checks the components. */
  public CompressionStats {
    Objects.requireNonNull(timings, "timings");
  }

  /**
   * Output tokens per input token.
   *
   * @return the share that was kept, 1 for an empty input
   */
  public double ratio() {
    return inputTokens == 0 ? 1 : (double) outputTokens / inputTokens;
  }

  /**
   * Wall-clock time by stage. The rest of the total went into counting the input's tokens.
   *
   * @param prepare segmenting, tokenising and planning windows
   * @param score running the critic
   * @param select gathering scores per unit and choosing within the budget
   * @param total the whole call
   */
  public record Timings(Duration prepare, Duration score, Duration select, Duration total) {

    /** No time spent. */
    public static final Timings NONE =
        new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Checks the components. */
    public Timings {
      Objects.requireNonNull(prepare, "prepare");
      Objects.requireNonNull(score, "score");
      Objects.requireNonNull(select, "select");
      Objects.requireNonNull(total, "total");
    }
  }
}
