package dev.longctx.onnx.internal.ort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** Native memory of one run after another, which only grows. For one run at a time. */
final class RunBuffers {

  private static final int SPARE = 2;

  private final Map<String, ByteBuffer> buffers = new HashMap<>();

  /** Room for exactly so many longs, at position 0. */
  LongBuffer longs(String name, int count) {
    return bytes(name, Math.multiplyExact(count, Long.BYTES)).asLongBuffer();
  }

  /** Room for exactly so many floats, at position 0. */
  FloatBuffer floats(String name, int count) {
    return bytes(name, Math.multiplyExact(count, Float.BYTES)).asFloatBuffer();
  }

  private ByteBuffer bytes(String name, int size) {
    ByteBuffer buffer = buffers.get(name);
    if (buffer == null || buffer.capacity() < size) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, (long) size * SPARE);
      buffer = ByteBuffer.allocateDirect(capacity);
      buffers.put(name, buffer);
    }
    return buffer.slice(0, size).order(ByteOrder.nativeOrder());
  }
}
