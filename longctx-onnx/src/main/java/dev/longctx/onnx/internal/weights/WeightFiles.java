package dev.longctx.onnx.internal.weights;

import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.NativeMemory;
import dev.longctx.onnx.internal.files.RelativePath;
import dev.longctx.onnx.internal.protobuf.Initializer;
import dev.longctx.onnx.internal.protobuf.Initializer.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes weights over those in a model's files. */
public final class WeightFiles {

  private WeightFiles() {}

  /**
   * Writes weights to where the graph looks for them, in its own file or beside it.
   *
   * @param directory the model's, which is changed
   * @param graph the path of the graph in it
   * @param layout its weights
   * @param weights the new ones, which fit
   * @throws IOException if a file cannot be written
   * @throws ModelException if a weight lies outside of its file
   */
  public static void write(Path directory, String graph, GraphWeights layout, Weights weights)
      throws IOException {
    for (Initializer weight : layout.weights().values()) {
      Place place = Objects.requireNonNull(weight.place());
      String location = place.location();
      String path = location == null ? graph : RelativePath.resolveSibling(graph, location);
      write(weight.name(), place, weights, directory.resolve(path));
    }
  }

  private static void write(String name, Place place, Weights weights, Path file)
      throws IOException {
    if (place.offset() > Files.size(file) - place.length()) {
      throw new ModelException(
          "%s: expected %d bytes at %d for %s, found %d bytes in all"
              .formatted(file, place.length(), place.offset(), name, Files.size(file)));
    }
    ByteBuffer bytes = NativeMemory.allocate(place.length(), "give the process more");
    try {
      weights.read(name, bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes, place.offset() + bytes.position());
        }
      }
    } finally {
      NativeMemory.free(bytes);
    }
  }
}
