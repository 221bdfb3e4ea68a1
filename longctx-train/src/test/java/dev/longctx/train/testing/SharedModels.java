package dev.longctx.train.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Checkpoints that are not part of the project. */
public final class SharedModels {

  private SharedModels() {}

  public static Path directory(String name) {
    String shared = System.getProperty("longctx.shared", "");
    Path directory = Path.of(shared, "models", name);
    Assumptions.assumeTrue(
        !shared.isEmpty() && Files.isDirectory(directory), name + " is not on this machine");
    return directory;
  }

  public static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
