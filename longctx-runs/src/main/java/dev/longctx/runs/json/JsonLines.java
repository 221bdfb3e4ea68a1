package dev.longctx.runs.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A file of UTF-8 with an object a line. */
public final class JsonLines {

  /** Of one UTF-16 code unit in UTF-8. */
  private static final int MOST_BYTES = 3;

  private JsonLines() {}

  /**
   * Reads all lines.
   *
   * @param file where
   * @param reason the kind of failure
   * @param maxCharacters the most UTF-16 code units of a line
   * @param object makes something of a line; its {@link IllegalArgumentException}s get file and
   *     line
   * @throws TrainingException if the file or one of its lines cannot be read
   */
  public static <T> List<T> read(
      Path file, Reason reason, int maxCharacters, Function<ObjectNode, T> object) {
    List<T> all = new ArrayList<>();
    readUntil(file, reason, maxCharacters, line -> all.add(object.apply(line)), () -> false);
    return all;
  }

  /**
   * Reads lines until one is refused, or until a line that cannot be read where that may be.
   *
   * @param mayEnd whether what comes next may be damaged
   */
  public static void readUntil(
      Path file,
      Reason reason,
      int maxCharacters,
      Predicate<ObjectNode> taken,
      BooleanSupplier mayEnd) {
    int number = 1;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      String line = next(in, maxCharacters);
      while (line != null && taken.test(Json.parse(line))) {
        number++;
        line = next(in, maxCharacters);
      }
    } catch (IllegalArgumentException e) {
      if (!mayEnd.getAsBoolean()) {
        throw failed(reason, "%s, line %d: %s".formatted(file, number, e.getMessage()), e);
      }
    } catch (IOException e) {
      throw failed(reason, "%s: expected a readable file, found %s".formatted(file, e), e);
    }
  }

  private static TrainingException failed(Reason reason, String message, Exception cause) {
    return new TrainingException(reason, message, cause);
  }

  /** The next line, whatever the bytes after it are. */
  private static @Nullable String next(InputStream in, int maxCharacters) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() >= (long) MOST_BYTES * maxCharacters) {
        throw tooLong(maxCharacters);
      }
      line.write(b);
    }
    String text = text(line.toByteArray());
    if (text.length() > maxCharacters) {
      throw tooLong(maxCharacters);
    }
    return text;
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("expected UTF-8, found " + e, e);
    }
  }

  private static IllegalArgumentException tooLong(int maxCharacters) {
    return new IllegalArgumentException(
        "expected a line of at most %d characters, found a longer one".formatted(maxCharacters));
  }
}
