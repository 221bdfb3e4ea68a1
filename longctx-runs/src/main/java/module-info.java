/** What long runs of the other modules share. Nothing in here is for applications. */
@SuppressWarnings("module") // those that it is for are compiled after it
module dev.longctx.runs {
  requires transitive dev.longctx.api;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires transitive com.fasterxml.jackson.databind;
  requires java.desktop;
  requires org.knowm.xchart;

  exports dev.longctx.runs.file to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.folder to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.hash to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.html to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.json to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.plot to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.random to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
  exports dev.longctx.runs.table to
      dev.longctx.align,
      dev.longctx.eval,
      dev.longctx.reason;
}
