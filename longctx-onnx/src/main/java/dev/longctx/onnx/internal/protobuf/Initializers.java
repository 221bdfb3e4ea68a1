package dev.longctx.onnx.internal.protobuf;

import dev.longctx.onnx.internal.protobuf.Initializer.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a model's main graph holds, without the values. */
public final class Initializers {

  private static final int GRAPH = 7;
  private static final int INITIALIZER = 5;
  private static final long EXTERNAL = 1;

  private Initializers() {}

  /**
   * The tensors of a model.
   *
   * @param onnx a model, ONNX's protobuf form
   * @return its initializers, in the file's order
   * @throws MalformedOnnxException if the bytes are no such model
   */
  public static List<Initializer> of(byte[] onnx) {
    List<Initializer> found = new ArrayList<>();
    ProtobufReader model = new ProtobufReader(onnx);
    while (model.next()) {
      if (model.field() == GRAPH) {
        ProtobufReader graph = model.message();
        while (graph.next()) {
          if (graph.field() == INITIALIZER) {
            found.add(initializer(graph.message()));
          }
        }
      }
    }
    return found;
  }

  private static Initializer initializer(ProtobufReader tensor) {
    String name = "";
    int type = 0;
    boolean external = false;
    List<Long> shape = new ArrayList<>();
    Map<String, String> entries = new HashMap<>();
    Place embedded = null;
    while (tensor.next()) {
      switch (tensor.field()) {
        case 1 -> shape.addAll(tensor.numbers());
        case 2 -> type = (int) tensor.number();
        case 8 -> name = tensor.text();
        case 9 -> embedded = new Place(null, tensor.start(), tensor.length());
        case 13 -> entry(tensor.message(), entries);
        case 14 -> external = tensor.number() == EXTERNAL;
        default -> {}
      }
    }
    return new Initializer(name, type, shape, external ? external(entries) : embedded);
  }

  private static void entry(ProtobufReader entry, Map<String, String> entries) {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.text();
        case 2 -> value = entry.text();
        default -> {}
      }
    }
    entries.put(key, value);
  }

  /** Without a length the bytes go to the file's end, which nothing here relies on. */
  private static @Nullable Place external(Map<String, String> entries) {
    String location = entries.get("location");
    String length = entries.get("length");
    if (location == null || length == null) {
      return null;
    }
    return new Place(location, number(entries.getOrDefault("offset", "0")), number(length));
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notANumber(text);
    }
    throw notANumber(text);
  }

  private static MalformedOnnxException notANumber(String text) {
    return new MalformedOnnxException(
        "expected offset and length of external data to be numbers, found " + text);
  }
}
