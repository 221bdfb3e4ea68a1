package dev.longctx.runs.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes single objects: no key twice, nothing behind the object, no deep nesting. */
public final class Json {

  /** The most characters of one text that is read. */
  public static final int MAX_CHARACTERS = 64 << 20;

  private static final long MAX_FILE = 16 << 20;
  private static final int MAX_DEPTH = 32;
  private static final ObjectMapper STRICT = strict();
  private static final ObjectMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  private static ObjectMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_CHARACTERS)
                .build());
    return mapper;
  }

  /** An object without fields. */
  public static ObjectNode object() {
    return STRICT.createObjectNode();
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static ObjectNode parse(String text) {
    JsonNode node;
    try {
      node = STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected a JSON object, found " + e.getOriginalMessage(), e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(
        "expected a JSON object, found " + Fields.kind(node.isMissingNode() ? null : node));
  }

  /**
   * Reads a small file that is one object.
   *
   * @throws TrainingException of the given kind if it is too long or anything else
   */
  public static ObjectNode read(Path file, Reason reason) throws IOException {
    long size = Files.size(file);
    if (size > MAX_FILE) {
      throw new TrainingException(
          reason, "%s: expected at most %d bytes, found %d".formatted(file, MAX_FILE, size));
    }
    try {
      return parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(reason, file + ": " + e.getMessage(), e);
    }
  }

  /** An object on one line. Half characters, which UTF-8 cannot hold, are escaped. */
  public static String line(ObjectNode node) {
    try {
      String text = STRICT.writeValueAsString(node);
      return hasHalfCharacter(text) ? ASCII.writeValueAsString(node) : text;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  /** An object on several lines, for people. */
  public static String pretty(ObjectNode node) {
    return node.toPrettyString();
  }

  private static boolean hasHalfCharacter(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
