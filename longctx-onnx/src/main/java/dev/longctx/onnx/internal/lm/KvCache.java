package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.longctx.onnx.internal.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Keys and values of the tokens that were read, for one or several rows, in native memory. Each
 * tensor is [rows, heads, width, head size]. Not thread-safe.
 */
abstract sealed class KvCache implements AutoCloseable permits PlainCache, SharedCache {

  final OrtEnvironment environment;
  final DecoderLayout layout;
  final int[] lengths;

  KvCache(OrtEnvironment environment, DecoderLayout layout, int rows) {
    this.environment = environment;
    this.layout = layout;
    lengths = new int[rows];
  }

  /**
   * A row of a cache.
   *
   * @param cache the cache
   * @param row which row
   */
  public record Row(KvCache cache, int row) {}

  /** An empty cache with room for some tokens a row, and more when needed. */
  static KvCache empty(OrtEnvironment environment, DecoderLayout layout, int rows, int capacity) {
    return switch (layout.form()) {
      case PLAIN -> new PlainCache(environment, layout, rows, capacity);
      case GROUP_QUERY -> new SharedCache(environment, layout, rows, capacity);
    };
  }

  /**
   * A new cache of copied rows, with room for more tokens.
   *
   * @param rows at least one, of caches of one graph; any row any number of times
   * @param more tokens that each row will probably get
   */
  static KvCache gather(List<Row> rows, int more) {
    KvCache first = rows.get(0).cache();
    int longest = rows.stream().mapToInt(row -> row.cache().lengths[row.row()]).max().orElse(0);
    KvCache copy = empty(first.environment, first.layout, rows.size(), longest + more);
    copy.start(longest);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int tokens = row.cache().lengths[row.row()];
      row.cache().copyTokens(row.row(), copy, i, tokens);
      copy.lengths[i] = tokens;
    }
    return copy;
  }

  /**
   * The rows.
   *
   * @return their number
   */
  public int rows() {
    return lengths.length;
  }

  /**
   * The tokens of a row.
   *
   * @param row which row
   * @return their number
   */
  public int length(int row) {
    return lengths[row];
  }

  int longest() {
    return Arrays.stream(lengths).max().orElse(0);
  }

  /** Makes an empty cache one whose longest row has so many tokens, still to be copied. */
  abstract void start(int longest);

  /** Forgets all tokens of the only row from an index on. */
  abstract void truncate(int tokens);

  /** Adds the tensors of a run with so many new tokens a row to its inputs and outputs. */
  abstract void bind(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, int newTokens)
      throws OrtException;

  /** The run succeeded. */
  void advance(int newTokens) {
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] += newTokens;
    }
  }

  /** The run failed; the cache is as before it. */
  abstract void retreat();

  /** Columns of the mask of a run. */
  int maskWidth(int newTokens) {
    return longest() + newTokens;
  }

  /** Writes the mask of a run, row after row. */
  abstract void writeMask(LongBuffer mask, int newTokens);

  /** The memory of a tensor. */
  abstract ByteBuffer memory(int tensor);

  /** Tokens a head has room for in the memory, which is how far heads lie apart. */
  abstract int stride();

  /** Where in a head the first of so many tokens lies. */
  abstract int firstPlace(int tokens);

  private void copyTokens(int row, KvCache target, int targetRow, int tokens) {
    int unit = layout.bytesPerHead();
    for (int tensor = 0; tensor < layout.tensors(); tensor++) {
      ByteBuffer from = memory(tensor);
      ByteBuffer to = target.memory(tensor);
      for (int head = 0; head < layout.heads(); head++) {
        int source = place(row, head, tokens);
        to.put(target.place(targetRow, head, tokens) * unit, from, source * unit, tokens * unit);
      }
    }
  }

  /** Where the first of a row's tokens lies, or goes, in a head. */
  private int place(int row, int head, int tokens) {
    return (row * layout.heads() + head) * stride() + firstPlace(tokens);
  }

  static void put(long value, int count, LongBuffer values) {
    for (int i = 0; i < count; i++) {
      values.put(value);
    }
  }

  ByteBuffer[] allocate(int tokens) {
    ByteBuffer[] memory = new ByteBuffer[layout.tensors()];
    long bytes = (long) rows() * layout.heads() * tokens * layout.bytesPerHead();
    try {
      for (int i = 0; i < memory.length; i++) {
        memory[i] = NativeMemory.allocate(bytes, "lower maxRows");
      }
    } catch (RuntimeException e) {
      free(memory);
      throw e;
    }
    return memory;
  }

  static void free(ByteBuffer[] memory) {
    for (ByteBuffer each : memory) {
      if (each != null) {
        NativeMemory.free(each);
      }
    }
  }

  /** The shape of tensors of a width, which they share. */
  long[] shape(int width) {
    return new long[] {rows(), layout.heads(), width, layout.headSize()};
  }

  OnnxTensor tensor(ByteBuffer memory, long[] shape) throws OrtException {
    memory.clear().limit(rows() * layout.heads() * (int) shape[2] * layout.bytesPerHead());
    try {
      return OnnxTensor.createTensor(environment, memory, shape, layout.cacheType());
    } finally {
      memory.clear();
    }
  }

  /** Gives the memory back; closing twice is fine. */
  @Override
  public abstract void close();
}
