/** Benchmarks of compressors: how much of the evidence survives. */
module dev.longctx.eval {
  requires transitive dev.longctx.api;
  requires transitive dev.longctx.compress;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;
  requires org.tukaani.xz;

  exports dev.longctx.eval.evidence;
  exports dev.longctx.eval.ranking;
}
