package dev.longctx.onnx.internal.files;

import dev.longctx.api.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of the caller's own, which no manifest lists. */
public final class BoundedFile {

  private BoundedFile() {}

  /**
   * Reads a file whole.
   *
   * @param file the file
   * @param maxBytes the largest size allowed
   * @return the content
   * @throws ModelException if it cannot be read or is larger
   */
  public static byte[] read(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new ModelException(
            "%s: expected at most %d bytes, found more".formatted(file, maxBytes));
      }
      return content;
    } catch (IOException e) {
      throw new ModelException(file + ": expected a readable file, found " + e, e);
    }
  }
}
