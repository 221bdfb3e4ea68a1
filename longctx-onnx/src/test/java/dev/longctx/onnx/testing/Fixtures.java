package dev.longctx.onnx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The models that the repository keeps for tests. */
public final class Fixtures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  public static Path critic(String name) {
    return Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "critics", name);
  }

  public static Path model(String name) {
    return Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "models", name);
  }

  public static Path tokenizerDirectory(String name) {
    return Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "tokenizers", name);
  }

  public static byte[] tokenizer(String critic) {
    return bytes(critic(critic).resolve("tokenizer.json"));
  }

  public static JsonNode golden(String critic) {
    return json(critic(critic).resolve("golden.json"));
  }

  public static JsonNode json(Path file) {
    try {
      return JSON.readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return values;
  }

  public static int[] ints(JsonNode numbers) {
    int[] values = new int[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).intValue();
    }
    return values;
  }
}
