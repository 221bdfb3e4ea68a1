/**
 * Alignment of rewards between short and long contexts: preference objectives, SoLoPO, triples, the
 * aligner, and rewards as a measurement.
 */
module dev.longctx.align {
  requires transitive dev.longctx.api;
  requires static transitive org.jspecify;

  exports dev.longctx.align.objective;
}
