package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OrtException;
import java.nio.LongBuffer;
import java.util.Set;

/** Writes a batch into the inputs that a graph has. */
final class InputTensors {

  private InputTensors() {}

  static void fill(Tensors inputs, Set<String> names, TokenBatch batch, RunBuffers buffers)
      throws OrtException {
    long[] shape = {batch.rows().size(), batch.length()};
    for (String name : names) {
      LongBuffer values = buffers.longs(name, batch.size());
      for (TokenBatch.Row row : batch.rows()) {
        write(name, row, batch, values);
      }
      inputs.add(name, values.flip(), shape);
    }
  }

  private static void write(String name, TokenBatch.Row row, TokenBatch batch, LongBuffer values) {
    switch (name) {
      case GraphContract.IDS -> writeIds(row, batch, values);
      case GraphContract.MASK -> {
        repeat(1, row.size(), values);
        repeat(0, batch.length() - row.size(), values);
      }
      case GraphContract.TYPES -> writeTypes(row, batch, values);
      default -> writePositions(batch, values);
    }
  }

  private static void writeIds(TokenBatch.Row row, TokenBatch batch, LongBuffer values) {
    put(row.prefix(), values);
    put(row.window(), values);
    put(row.suffix(), values);
    repeat(batch.padId(), batch.length() - row.size(), values);
  }

  private static void writeTypes(TokenBatch.Row row, TokenBatch batch, LongBuffer values) {
    repeat(0, row.prefix().length, values);
    repeat(row.windowType(), row.window().length + row.suffix().length, values);
    repeat(0, batch.length() - row.size(), values);
  }

  private static void writePositions(TokenBatch batch, LongBuffer values) {
    for (int i = 0; i < batch.length(); i++) {
      values.put(i);
    }
  }

  private static void put(int[] ids, LongBuffer values) {
    for (int id : ids) {
      values.put(id);
    }
  }

  private static void repeat(long value, int count, LongBuffer values) {
    for (int i = 0; i < count; i++) {
      values.put(value);
    }
  }
}
