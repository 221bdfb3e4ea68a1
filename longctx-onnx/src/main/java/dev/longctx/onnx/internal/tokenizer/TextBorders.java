package dev.longctx.onnx.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens around texts as a Hugging Face directory gives them, spelled as in {@code
 * tokenizer.json}: what {@code tools/export} writes into a manifest.
 *
 * @param begin the token before a text prompt, or null
 * @param ends the tokens that end a completion, the usual one first
 * @param maxId the largest id of all tokens
 */
public record TextBorders(@Nullable String begin, List<String> ends, int maxId) {

  private static final String END_IDS = "eos_token_id";

  /** Copies the list. */
  public TextBorders {
    ends = List.copyOf(ends);
  }

  /**
   * Reads them.
   *
   * @param tokenizerJson the content of {@code tokenizer.json}
   * @param where that file, for messages
   * @param config {@code config.json}, empty where there is none
   * @param generationConfig {@code generation_config.json}, empty where there is none
   * @param tokenizerConfig {@code tokenizer_config.json}, empty where there is none
   * @return the tokens
   * @throws ModelException if the tokenizer does not know one of them
   */
  public static TextBorders read(
      byte[] tokenizerJson,
      String where,
      ObjectNode config,
      ObjectNode generationConfig,
      ObjectNode tokenizerConfig) {
    TokenizerJson tokenizer = TokenizerJson.parse(tokenizerJson, where);
    ObjectNode ends = generationConfig.has(END_IDS) ? generationConfig : config;
    return new TextBorders(
        begin(tokenizer, where, tokenizerConfig),
        ends(tokenizer, where, ends.path(END_IDS), tokenizerConfig),
        tokenizer.maxId());
  }

  private static @Nullable String begin(
      TokenizerJson tokenizer, String where, ObjectNode tokenizerConfig) {
    JsonNode adds = tokenizerConfig.path("add_bos_token");
    if (adds.isBoolean() && !adds.booleanValue()) {
      return null;
    }
    String token = tokenizer.firstAddedToken();
    if (token == null && adds.asBoolean()) {
      token = configured(tokenizerConfig, "bos_token");
    }
    return token == null ? null : known(tokenizer, where, token);
  }

  private static List<String> ends(
      TokenizerJson tokenizer, String where, JsonNode ids, ObjectNode tokenizerConfig) {
    Set<String> ends = new LinkedHashSet<>();
    for (JsonNode id : ids.isArray() ? ids : List.of(ids)) {
      if (!id.isNull() && !id.isMissingNode()) {
        ends.add(token(tokenizer, where, id));
      }
    }
    String own = configured(tokenizerConfig, "eos_token");
    if (own != null) {
      ends.add(known(tokenizer, where, own));
    }
    return new ArrayList<>(ends);
  }

  private static String token(TokenizerJson tokenizer, String where, JsonNode id) {
    String token = id.isInt() ? tokenizer.token(id.intValue()) : null;
    if (token == null) {
      throw new ModelException(
          "%s: expected a token for the %s, found %s".formatted(where, END_IDS, id));
    }
    return token;
  }

  private static String known(TokenizerJson tokenizer, String where, String token) {
    if (tokenizer.id(token) == null) {
      throw new ModelException(where + ": expected a token " + token + ", found none");
    }
    return token;
  }

  /** A token may be given with its settings. */
  private static @Nullable String configured(ObjectNode config, String role) {
    JsonNode token = config.path(role);
    JsonNode text = token.isObject() ? token.path("content") : token;
    return text.isTextual() && !text.textValue().isEmpty() ? text.textValue() : null;
  }
}
