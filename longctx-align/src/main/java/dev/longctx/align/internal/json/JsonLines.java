package dev.longctx.align.internal.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
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
    try (Reader reader = open(file)) {
      String line = next(reader, maxCharacters);
      while (line != null && taken.test(Json.parse(line))) {
        number++;
        line = next(reader, maxCharacters);
      }
    } catch (IllegalArgumentException e) {
      if (!mayEnd.getAsBoolean()) {
        throw failed(reason, "%s, line %d: %s".formatted(file, number, e.getMessage()), e);
      }
    } catch (IOException e) {
      if (!mayEnd.getAsBoolean()) {
        throw failed(reason, "%s, line %d: expected UTF-8, found %s".formatted(file, number, e), e);
      }
    }
  }

  private static TrainingException failed(Reason reason, String message, Exception cause) {
    return new TrainingException(reason, message, cause);
  }

  private static Reader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            Files.newInputStream(file),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  private static @Nullable String next(Reader reader, int maxCharacters) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() == maxCharacters) {
        throw new IllegalArgumentException(
            "expected a line of at most %d characters, found a longer one"
                .formatted(maxCharacters));
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
