package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.longctx.onnx.internal.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one step after another beside the cache. Tensors of one shape are made once and
 * written anew.
 */
final class StepInputs implements AutoCloseable {

  private final OrtEnvironment environment;
  private final DecoderLayout layout;
  private final Map<String, Input> inputs = new HashMap<>();

  StepInputs(OrtEnvironment environment, DecoderLayout layout) {
    this.environment = environment;
    this.layout = layout;
  }

  /** Adds the inputs of a step: so many tokens a row, which lie in ids row after row. */
  void bind(
      Map<String, OnnxTensor> into, KvCache cache, int[] ids, int from, int newTokens, int keep)
      throws OrtException {
    int rows = cache.rows();
    LongBuffer tokens = add(into, DecoderLayout.IDS, rows, newTokens);
    for (int i = 0; i < rows * newTokens; i++) {
      tokens.put(ids[from + i]);
    }
    cache.writeMask(add(into, DecoderLayout.MASK, rows, cache.maskWidth(newTokens)), newTokens);
    if (layout.takesPositions()) {
      writePositions(add(into, DecoderLayout.POSITIONS, rows, newTokens), cache, newTokens);
    }
    if (layout.keepRank() >= 0) {
      long[] shape = new long[layout.keepRank()];
      Arrays.fill(shape, 1);
      add(into, DecoderLayout.KEEP, shape, 1).put(keep);
    }
  }

  private static void writePositions(LongBuffer positions, KvCache cache, int newTokens) {
    for (int row = 0; row < cache.rows(); row++) {
      for (int i = 0; i < newTokens; i++) {
        positions.put(cache.length(row) + i);
      }
    }
  }

  private LongBuffer add(Map<String, OnnxTensor> into, String name, int rows, int columns)
      throws OrtException {
    return add(into, name, new long[] {rows, columns}, rows * columns);
  }

  private LongBuffer add(Map<String, OnnxTensor> into, String name, long[] shape, int values)
      throws OrtException {
    Input input = inputs.computeIfAbsent(name, each -> new Input());
    into.put(name, input.tensor(shape, values));
    return input.values();
  }

  @Override
  public void close() {
    inputs.values().forEach(Input::close);
  }

  /** The memory and the tensor of one input. */
  private final class Input {

    private @Nullable ByteBuffer memory;
    private @Nullable LongBuffer longs;
    private @Nullable OnnxTensor tensor;
    private long[] shape = {-1};

    OnnxTensor tensor(long[] wanted, int values) throws OrtException {
      OnnxTensor reused = tensor;
      if (reused != null && Arrays.equals(wanted, shape)) {
        return reused;
      }
      closeTensor();
      LongBuffer room = room(values).clear().limit(values);
      OnnxTensor fresh = OnnxTensor.createTensor(environment, room, wanted);
      tensor = fresh;
      shape = wanted;
      return fresh;
    }

    private LongBuffer room(int values) {
      LongBuffer reused = longs;
      if (reused != null && reused.capacity() >= values) {
        return reused;
      }
      close();
      ByteBuffer bytes = NativeMemory.allocate((long) values * 2 * Long.BYTES, "lower maxRows");
      memory = bytes;
      LongBuffer fresh = bytes.asLongBuffer();
      longs = fresh;
      return fresh;
    }

    LongBuffer values() {
      LongBuffer room = longs;
      if (room == null) {
        throw new IllegalStateException("expected a tensor, found none");
      }
      return room.clear();
    }

    private void closeTensor() {
      if (tensor != null) {
        tensor.close();
        tensor = null;
      }
    }

    void close() {
      closeTensor();
      if (memory != null) {
        NativeMemory.free(memory);
        memory = null;
        longs = null;
      }
    }
  }
}
