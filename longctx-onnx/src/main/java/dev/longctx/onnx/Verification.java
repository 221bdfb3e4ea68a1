package dev.longctx.onnx;

/**
 * When the files beside an ONNX model that hold its weights (external data, used above 2 GB) are
 * hashed. Every other file is read once, hashed, and the very same bytes go on to the engine,
 * whatever this says.
 *
 * <p>The engine opens external weights itself, by path: keep their directory out of the reach of
 * those who must not change the model. The engine also keeps them mapped as long as a session is
 * open: a file that is shortened or written over then changes results or ends the process. Put a
 * new version into a new directory.
 */
public enum Verification {

  /** When the critic is loaded and again whenever a session is opened. */
  ALWAYS,

  /**
   * When the critic is loaded; a session is opened without a second look at the content as long as
   * size and time of last change are the same.
   */
  FIRST_LOAD
}
