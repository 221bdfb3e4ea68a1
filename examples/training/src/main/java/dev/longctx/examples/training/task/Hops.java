package dev.longctx.examples.training.task;

import java.util.List;

/**
 * Two relations that follow one another, such as a person's home and that city's country.
 *
 * @param first from a subject to a middle
 * @param middles what the first relation leads to
 * @param second from a middle to an end
 * @param ends what the second relation leads to
 */
public record Hops(String first, List<String> middles, String second, List<String> ends) {

  /** Copies the lists. */
  public Hops {
    middles = List.copyOf(middles);
    ends = List.copyOf(ends);
  }
}
