/**
 * Alignment of rewards between short and long contexts: preference objectives, SoLoPO, triples, the
 * aligner, and rewards as a measurement.
 */
module dev.longctx.align {
  requires transitive dev.longctx.api;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires dev.longctx.runs;

  exports dev.longctx.align;
  exports dev.longctx.align.data;
  exports dev.longctx.align.measure;
  exports dev.longctx.align.objective;
}
