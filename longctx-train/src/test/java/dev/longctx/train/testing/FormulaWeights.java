package dev.longctx.train.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** Weights that follow from their names, the same as {@code tools/train/make_goldens.py} makes. */
public final class FormulaWeights {

  private FormulaWeights() {}

  public static StoredTensors of(Map<String, long[]> shapes) {
    StoredTensors tensors = new StoredTensors();
    shapes.forEach((name, shape) -> tensors.put(name, shape, values(name, shape)));
    return tensors;
  }

  private static float[] values(String name, long[] shape) {
    int size = 1;
    for (long side : shape) {
      size = Math.toIntExact(size * side);
    }
    float[] values = new float[size];
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    long base = crc.getValue() << 20;
    for (int i = 0; i < size; i++) {
      double uniform = (double) (mix(base + (i + 1) * 0x9E3779B97F4A7C15L) >>> 41) / (1 << 22) - 1;
      values[i] = (float) (uniform / 4 + (name.endsWith("norm.weight") ? 1 : 0));
    }
    return values;
  }

  private static long mix(long seed) {
    long x = seed;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
