package dev.longctx.train.internal.safetensors;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** How values are written. All but F64 become floats without loss, and F64 the nearest ones. */
enum StoredType {
  F32(4) {
    @Override
    void copy(ByteBuffer source, FloatBuffer target) {
      target.put(source.asFloatBuffer());
    }
  },
  F16(2) {
    @Override
    void copy(ByteBuffer source, FloatBuffer target) {
      while (source.hasRemaining()) {
        target.put(half(source.getShort()));
      }
    }
  },
  BF16(2) {
    @Override
    void copy(ByteBuffer source, FloatBuffer target) {
      while (source.hasRemaining()) {
        target.put(Float.intBitsToFloat(source.getShort() << 16));
      }
    }
  },
  F64(8) {
    @Override
    void copy(ByteBuffer source, FloatBuffer target) {
      while (source.hasRemaining()) {
        target.put((float) source.getDouble());
      }
    }
  };

  private final int bytes;

  StoredType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  abstract void copy(ByteBuffer source, FloatBuffer target);

  static @Nullable StoredType of(String name) {
    for (StoredType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  private static float half(short bits) {
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        };
    return bits < 0 ? -size : size;
  }
}
