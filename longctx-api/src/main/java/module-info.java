/**
 * The vocabulary of longctx: documents, compression requests and results, budgets and the SPIs that
 * the other modules implement. It has no run-time dependencies.
 */
module dev.longctx.api {
  requires static transitive org.jspecify;

  exports dev.longctx.api;
  exports dev.longctx.api.compression;
}
