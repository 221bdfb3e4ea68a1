package dev.longctx.onnx.internal.lm;

/**
 * Takes tokens by weight, heaviest first and of equals the lowest id first, without sorting them
 * all: a heap over the vocabulary. Made once and filled anew. Not thread-safe.
 */
final class Shortlist {

  private static final long ID = 0xFFFF_FFFFL;

  private final long[] heap;
  private int size;

  Shortlist(int vocabulary) {
    heap = new long[vocabulary];
  }

  /** Begins anew with all tokens of at least some weight; weights are not negative. */
  void fill(float[] weights, double least) {
    size = 0;
    for (int id = 0; id < weights.length; id++) {
      if (weights[id] >= least) {
        // Positive floats compare as their bits do; the id is inverted: lower ones are larger.
        heap[size++] = ((long) Float.floatToRawIntBits(weights[id]) << 32) | (~id & ID);
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes the heaviest token that is left. */
  int take() {
    long top = heap[0];
    size--;
    heap[0] = heap[size];
    if (size > 0) {
      sink(0);
    }
    return (int) (~top & ID);
  }

  private void sink(int from) {
    long moved = heap[from];
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= moved) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }
}
