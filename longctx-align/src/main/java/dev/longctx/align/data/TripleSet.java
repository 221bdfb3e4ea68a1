package dev.longctx.align.data;

import java.util.List;
import java.util.Objects;

/**
 * Triples that were made, and what it took.
 *
 * @param triples in the order of their questions
 * @param stats counts
 */
public record TripleSet(List<Triple> triples, TripleStats stats) {

  /** Checks and copies the components. */
  public TripleSet {
    triples = List.copyOf(triples);
    Objects.requireNonNull(stats, "stats");
  }
}
