package dev.longctx.train.internal.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes tensors as floats, by name in order, so that equal tensors give equal files. */
public final class SafetensorsWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsWriter() {}

  /**
   * Writes a file and waits until it is on the disk.
   *
   * @param path must not exist
   * @param weights what to write
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, Weights weights) throws IOException {
    List<String> names = weights.names().stream().sorted().toList();
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeAll(channel, header(names, weights));
      for (String name : names) {
        writeAll(channel, values(name, weights));
      }
      channel.force(true);
    }
  }

  private static ByteBuffer header(List<String> names, Weights weights) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("__metadata__").put("format", "pt");
    long at = 0;
    for (String name : names) {
      ObjectNode entry = root.putObject(name).put("dtype", "F32");
      for (long side : weights.shape(name)) {
        entry.withArray("shape").add(side);
      }
      long end = at + values(weights.shape(name)) * Float.BYTES;
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    String text = JSON.writeValueAsString(root);
    byte[] padded =
        (text + " ".repeat((8 - text.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + padded.length).order(ByteOrder.LITTLE_ENDIAN);
    return all.putLong(padded.length).put(padded).flip();
  }

  private static ByteBuffer values(String name, Weights weights) {
    int bytes = Math.toIntExact(values(weights.shape(name)) * Float.BYTES);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    weights.read(name, buffer.asFloatBuffer());
    return buffer;
  }

  private static long values(long[] shape) {
    long values = 1;
    for (long side : shape) {
      values *= side;
    }
    return values;
  }

  private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
