package dev.longctx.onnx.internal.ort;

import java.util.List;

/**
 * Rows of token ids, padded on the right to one length.
 *
 * @param rows at least one row
 * @param length the longest row's length, at least 1
 * @param padId the id that fills short rows
 */
public record TokenBatch(List<Row> rows, int length, int padId) {

  /**
   * One row: prefix, window and suffix.
   *
   * @param prefix the ids before the window, token type 0
   * @param window the window's ids
   * @param suffix the ids after the window
   * @param windowType the token type of window and suffix
   */
  @SuppressWarnings("ArrayRecordComponent") // rows are never compared
  public record Row(int[] prefix, int[] window, int[] suffix, int windowType) {

    /**
     * The tokens of the row.
     *
     * @return their count
     */
    public int size() {
      return prefix.length + window.length + suffix.length;
    }
  }

  /**
   * A batch as long as its longest row.
   *
   * @param rows at least one row
   * @param padId the id that fills short rows
   * @return the batch
   */
  public static TokenBatch of(List<Row> rows, int padId) {
    int length = 1;
    for (Row row : rows) {
      length = Math.max(length, row.size());
    }
    return new TokenBatch(List.copyOf(rows), length, padId);
  }

  /** The tokens of the batch, padding included. */
  int size() {
    return Math.multiplyExact(rows.size(), length);
  }
}
