package dev.longctx.onnx.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import java.io.IOException;
import java.util.Locale;

/** JSON bytes as a tree: duplicate keys, trailing text and deep nesting are errors. */
public final class JsonText {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /**
   * Reads one JSON object.
   *
   * @param json the bytes, UTF-8
   * @param where the file, for messages
   * @return the object
   * @throws ModelException if the bytes are anything else
   */
  public static ObjectNode parseObject(byte[] json, String where) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new ModelException(where + ": expected a JSON object, found " + reason(e), e);
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new ModelException(
        where
            + ": expected a JSON object, found "
            + tree.getNodeType().name().toLowerCase(Locale.ROOT));
  }

  /**
   * Writes a tree.
   *
   * @param tree the tree
   * @return its JSON
   */
  public static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new ModelException("cannot write JSON", e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.toString();
  }
}
