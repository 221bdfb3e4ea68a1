/**
 * The vocabulary of longctx: documents, compression, language models, policies, and the SPIs that
 * the other modules implement. It has no run-time dependencies.
 */
@SuppressWarnings("module") // this one is compiled before the modules that it names
module dev.longctx.api {
  requires static transitive org.jspecify;

  exports dev.longctx.api;
  exports dev.longctx.api.compression;
  exports dev.longctx.api.model;
  exports dev.longctx.api.reasoning;
  exports dev.longctx.api.training;
  exports dev.longctx.api.internal to
      dev.longctx.align,
      dev.longctx.reason;
}
