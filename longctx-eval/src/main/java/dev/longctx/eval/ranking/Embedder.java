package dev.longctx.eval.ranking;

import java.util.List;

/** A sentence-embedding model. Implementations must be thread-safe. */
@FunctionalInterface
public interface Embedder {

  /**
   * Embeds texts.
   *
   * @param texts any texts
   * @return one vector a text, in order, all of one length; they need not be normalised
   */
  List<float[]> embed(List<String> texts);
}
