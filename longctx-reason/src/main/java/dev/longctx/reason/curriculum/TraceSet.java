package dev.longctx.reason.curriculum;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Right responses, and what it took to collect them.
 *
 * @param traces the responses, in the order of their problems
 * @param stats the counts
 */
public record TraceSet(List<Trace> traces, TraceStats stats) {

  /** Copies the list. */
  public TraceSet {
    traces = List.copyOf(traces);
    Objects.requireNonNull(stats, "stats");
  }

  /**
   * These traces and others behind them, for collections that are made part by part.
   *
   * @param other traces of other problems
   * @return both
   */
  public TraceSet plus(TraceSet other) {
    return new TraceSet(
        Stream.concat(traces.stream(), other.traces.stream()).toList(), stats.plus(other.stats));
  }

  /** The counts without the traces. */
  @Override
  public String toString() {
    return "TraceSet[%d traces, %s]".formatted(traces.size(), stats);
  }
}
