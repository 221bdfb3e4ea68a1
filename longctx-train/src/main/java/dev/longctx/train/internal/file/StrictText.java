package dev.longctx.train.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that is UTF-8 and no longer than it should be. */
public final class StrictText {

  private StrictText() {}

  /**
   * Reads a file.
   *
   * @param file what to read
   * @param most bytes
   * @return the text
   * @throws IOException if it cannot be read
   * @throws dev.longctx.api.training.TrainingException if it is too long or not UTF-8
   */
  static String read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw Refusal.of(file + ": size", "at most %d bytes".formatted(most), "more");
      }
      return decode(file.toString(), bytes);
    }
  }

  /**
   * Decodes bytes.
   *
   * @param where how errors call them
   * @param bytes UTF-8
   * @return the text
   * @throws dev.longctx.api.training.TrainingException if they are not UTF-8
   */
  public static String decode(String where, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.of(where, "UTF-8", "other bytes");
    }
  }
}
