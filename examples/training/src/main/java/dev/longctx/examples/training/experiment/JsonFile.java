package dev.longctx.examples.training.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Records as files, each of which is whole or is not there. */
public final class JsonFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  /** A record that was written before. */
  public static <R extends Record> R read(Path file, Class<R> type) throws IOException {
    return JSON.readValue(file.toFile(), type);
  }

  /** Writes a record in place of what stood there. */
  public static void write(Path file, Record value) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".part");
    Files.write(half, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
