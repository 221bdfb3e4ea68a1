package dev.longctx.api.compression;

/**
 * Watches compressions, for progress bars, metrics and logs. All methods do nothing by default.
 *
 * <p>Methods run on the compressor's threads, so they must be quick and thread-safe, and must
 * neither call nor close the compressor. What they throw is logged and never changes a result.
 */
public interface CompressionListener {

  /**
   * A call began.
   *
   * @param request what was asked
   */
  default void started(CompressionRequest request) {}

  /**
   * The documents were cut into windows.
   *
   * @param request what was asked
   * @param windows how many will be scored
   */
  default void planned(CompressionRequest request, int windows) {}

  /**
   * Some windows were scored. Calls may come from several threads and out of order.
   *
   * @param request what was asked
   * @param done windows scored so far
   * @param windows all windows
   */
  default void scored(CompressionRequest request, int done, int windows) {}

  /**
   * A call returned.
   *
   * @param request what was asked
   * @param result what it returns
   */
  default void finished(CompressionRequest request, Compression result) {}

  /**
   * A call ended with an exception: cancelled, or a failure under {@link FailurePolicy#THROW}.
   *
   * @param request what was asked
   * @param failure what the caller sees
   */
  default void failed(CompressionRequest request, Throwable failure) {}
}
