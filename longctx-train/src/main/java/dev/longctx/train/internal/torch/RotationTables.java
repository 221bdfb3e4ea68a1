package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

/** Cosines and sines of all positions that were needed so far. */
final class RotationTables {

  private static final int FEWEST = 256;

  private final NDManager root;
  private final Rotation rotation;
  private final int positions;
  private final DataType type;
  private @Nullable Tables tables;

  RotationTables(NDManager root, Rotation rotation, int positions, DataType type) {
    this.root = root;
    this.rotation = rotation;
    this.positions = positions;
    this.type = type;
  }

  /**
   * Tables that stay as they are: longer ones replace them later, for later calls.
   *
   * @param length the most positions that are needed
   * @return the tables
   */
  Tables of(int length) {
    Tables known = tables;
    if (known == null || known.length < length) {
      long wanted = Math.max(FEWEST, Long.highestOneBit(Math.max(1, length - 1)) * 2);
      int size = (int) Math.max(length, Math.min(wanted, positions));
      known = new Tables(size, table(rotation.cosines(size)), table(rotation.sines(size)));
      tables = known;
    }
    return known;
  }

  private NDArray table(float[] values) {
    return TensorCopies.table(root, values, rotation.pairs(), type);
  }

  /**
   * Cosines and sines.
   *
   * @param length number of positions
   * @param cosines one row a position
   * @param sines one row a position
   */
  record Tables(int length, NDArray cosines, NDArray sines) {}
}
