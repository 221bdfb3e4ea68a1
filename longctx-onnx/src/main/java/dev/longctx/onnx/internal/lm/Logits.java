package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import dev.longctx.onnx.internal.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Native memory that a graph writes its logits into, [rows, positions, vocabulary]. */
final class Logits implements AutoCloseable {

  private final OrtEnvironment environment;
  private final DecoderLayout layout;
  private @Nullable ByteBuffer memory;
  private @Nullable OnnxTensor tensor;
  private int vectors;

  Logits(OrtEnvironment environment, DecoderLayout layout) {
    this.environment = environment;
    this.layout = layout;
  }

  /** The tensor for so many rows and positions. */
  OnnxTensor tensor(int rows, int positions) throws OrtException {
    long[] shape = {rows, positions, layout.vocabulary()};
    OnnxTensor reused = tensor;
    if (reused != null && Arrays.equals(reused.getInfo().getShape(), shape)) {
      return reused;
    }
    vectors = rows * positions;
    ByteBuffer room = room((long) vectors * layout.vocabulary() * layout.logitsType().size);
    closeTensor();
    tensor = OnnxTensor.createTensor(environment, room, shape, layout.logitsType());
    return tensor;
  }

  private ByteBuffer room(long bytes) {
    ByteBuffer reused = memory;
    if (reused != null && reused.capacity() >= bytes) {
      return reused.clear().limit((int) bytes);
    }
    close();
    ByteBuffer fresh = NativeMemory.allocate(bytes, "lower maxRows");
    memory = fresh;
    return fresh;
  }

  /** Copies the logits of one position; vectors count row after row. */
  void read(int vector, float[] into) {
    ByteBuffer written = memory;
    if (written == null || vector >= vectors) {
      throw new IllegalStateException("expected logits to be there, found none at " + vector);
    }
    int first = vector * layout.vocabulary();
    written.clear();
    if (layout.logitsType() == OnnxJavaType.FLOAT) {
      FloatBuffer values = written.asFloatBuffer();
      values.get(first, into, 0, layout.vocabulary());
    } else {
      ShortBuffer values = written.asShortBuffer();
      for (int i = 0; i < layout.vocabulary(); i++) {
        into[i] = Fp16Conversions.fp16ToFloat(values.get(first + i));
      }
    }
  }

  private void closeTensor() {
    OnnxTensor old = tensor;
    if (old != null) {
      old.close();
      tensor = null;
    }
  }

  @Override
  public void close() {
    closeTensor();
    ByteBuffer old = memory;
    if (old != null) {
      NativeMemory.free(old);
      memory = null;
    }
  }
}
