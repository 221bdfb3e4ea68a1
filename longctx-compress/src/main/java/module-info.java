/** Compressors that keep the exact spans of long documents that an instruction and a query need. */
module dev.longctx.compress {
  requires transitive dev.longctx.api;
  requires transitive dev.longctx.onnx;
  requires com.google.common;
  requires static transitive org.jspecify;

  exports dev.longctx.compress;
}
