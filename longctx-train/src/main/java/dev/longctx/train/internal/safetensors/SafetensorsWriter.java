package dev.longctx.train.internal.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.file.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes tensors as floats, by name in order, so that equal tensors give equal files. */
public final class SafetensorsWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsWriter() {}

  /**
   * Writes a file and waits until it is on the disk.
   *
   * @param disk makes the file
   * @param path must not exist
   * @param weights what to write
   * @throws IOException if it cannot be written
   * @throws TrainingException if a value is not finite: nothing could go on from it
   */
  public static void write(Disk disk, Path path, Weights weights) throws IOException {
    List<String> names = weights.names().stream().sorted().toList();
    try (WritableByteChannel channel = disk.create(path)) {
      Disk.writeAll(channel, header(names, weights));
      for (String name : names) {
        Disk.writeAll(channel, values(name, weights));
      }
    }
  }

  private static ByteBuffer header(List<String> names, Weights weights) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("__metadata__").put("format", "pt");
    long at = 0;
    for (String name : names) {
      ObjectNode entry = root.putObject(name).put("dtype", "F32");
      ArrayNode shape = entry.putArray("shape");
      for (long side : weights.shape(name)) {
        shape.add(side);
      }
      long end = at + values(weights.shape(name)) * Float.BYTES;
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] text = JSON.writeValueAsBytes(root);
    int padding = (8 - text.length % 8) % 8;
    ByteBuffer all = ByteBuffer.allocate(8 + text.length + padding).order(ByteOrder.LITTLE_ENDIAN);
    return all.putLong(text.length + padding)
        .put(text)
        .put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8))
        .flip();
  }

  private static ByteBuffer values(String name, Weights weights) {
    int bytes = Math.toIntExact(values(weights.shape(name)) * Float.BYTES);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = buffer.asFloatBuffer();
    weights.read(name, floats);
    for (int i = 0; i < floats.limit(); i++) {
      if (!Float.isFinite(floats.get(i))) {
        throw new TrainingException(
            Reason.NOT_FINITE, name + ": expected finite values, found " + floats.get(i));
      }
    }
    return buffer;
  }

  private static long values(long[] shape) {
    long values = 1;
    for (long side : shape) {
      values *= side;
    }
    return values;
  }
}
