package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeSet;

/** Whether weights are the same, bit by bit. */
public final class WeightsDigest {

  private WeightsDigest() {}

  /**
   * The SHA-256 of weights' names, sizes and values, by name in order.
   *
   * @param weights are read once
   * @return hexadecimal digits
   */
  public static String of(Weights weights) {
    MessageDigest digest = FileDigest.sha256();
    for (String name : new TreeSet<>(weights.names())) {
      long[] shape = weights.shape(name);
      String head = name + Arrays.toString(shape) + "\n";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      digest.update(values(name, shape, weights));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static ByteBuffer values(String name, long[] shape, Weights weights) {
    long bytes = Arrays.stream(shape).reduce(Float.BYTES, Math::multiplyExact);
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    weights.read(name, buffer.asFloatBuffer());
    return buffer;
  }
}
