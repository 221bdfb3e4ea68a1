package dev.longctx.onnx.internal.weights;

import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.protobuf.Initializer.Place;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A model's file with other weights in it; copied only where there are any. Not thread-safe. */
final class EmbeddedWeights {

  private final byte[] original;
  private byte[] onnx;

  EmbeddedWeights(byte[] onnx) {
    original = onnx;
    this.onnx = onnx;
  }

  /** Reads a weight into its place. */
  void read(String name, Place place, Weights weights) {
    if (onnx == original) {
      onnx = original.clone();
    }
    ByteBuffer values = ByteBuffer.wrap(onnx, (int) place.offset(), (int) place.length());
    weights.read(name, values.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
  }

  /** The model as it is now. */
  byte[] onnx() {
    return onnx;
  }
}
