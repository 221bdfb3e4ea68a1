package dev.longctx.align.data;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Triples as tokens, and what became of those that are not among them.
 *
 * @param triples in the order of the texts
 * @param skips how many were left out, by reason
 */
public record TripleTokens(List<TokenTriple> triples, Map<SkipReason, Integer> skips) {

  /** Copies the components. */
  public TripleTokens {
    triples = List.copyOf(triples);
    EnumMap<SkipReason, Integer> copy = new EnumMap<>(SkipReason.class);
    copy.putAll(skips);
    skips = Collections.unmodifiableMap(copy);
  }
}
