package dev.longctx.examples.training.align;

import dev.longctx.align.data.Triple;
import java.util.List;

/**
 * Triples, and what they cost.
 *
 * @param triples accepted
 * @param questions asked
 * @param prefilledTokens tokens of prompts that the policy read
 */
record SampledTriples(List<Triple> triples, int questions, long prefilledTokens) {

  /** Copies the list. */
  SampledTriples {
    triples = List.copyOf(triples);
  }
}
