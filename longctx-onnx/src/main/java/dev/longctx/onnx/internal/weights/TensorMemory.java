package dev.longctx.onnx.internal.weights;

import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.NativeMemory;
import dev.longctx.onnx.internal.ort.ReplacedTensors;
import dev.longctx.onnx.internal.protobuf.Initializer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of tensors in native memory. Not thread-safe. */
final class TensorMemory implements AutoCloseable {

  private static final String REMEDY = "give the process more";

  private final Map<Initializer, ByteBuffer> values = new LinkedHashMap<>();

  /** Reads new values. */
  void read(Initializer tensor, Weights weights) {
    weights.read(tensor.name(), allocate(tensor, tensor.values() * Float.BYTES).asFloatBuffer());
  }

  /** Reads the values that lie in a file. */
  void read(Initializer tensor, Initializer.Place place, Path file) {
    ByteBuffer memory = allocate(tensor, place.length());
    try (FileChannel channel = FileChannel.open(file)) {
      while (memory.hasRemaining()) {
        if (channel.read(memory, place.offset() + memory.position()) < 0) {
          throw new EOFException("its end");
        }
      }
    } catch (IOException e) {
      throw new ModelException(
          "%s: expected %d bytes at %d for %s, found %s"
              .formatted(file, place.length(), place.offset(), tensor.name(), e.getMessage()),
          e);
    }
  }

  private ByteBuffer allocate(Initializer tensor, long bytes) {
    ByteBuffer memory = NativeMemory.allocate(bytes, REMEDY);
    values.put(tensor, memory);
    return memory;
  }

  void addTo(ReplacedTensors tensors) {
    values.forEach(tensors::add);
  }

  @Override
  public void close() {
    values.values().forEach(NativeMemory::free);
    values.clear();
  }
}
