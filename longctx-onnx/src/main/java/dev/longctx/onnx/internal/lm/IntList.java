package dev.longctx.onnx.internal.lm;

import java.util.Arrays;
import java.util.Objects;

/** Ints in a growing array. Not thread-safe. */
final class IntList {

  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return values[Objects.checkIndex(index, size)];
  }

  void clear() {
    size = 0;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** The values from an index on, as the native tokenizer takes them. */
  long[] toLongs(int from, int to) {
    long[] longs = new long[to - from];
    for (int i = from; i < to; i++) {
      longs[i - from] = values[i];
    }
    return longs;
  }
}
