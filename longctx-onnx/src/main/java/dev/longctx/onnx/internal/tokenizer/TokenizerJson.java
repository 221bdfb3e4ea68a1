package dev.longctx.onnx.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.json.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tokenizer.json}, and its twin for untrusted text. The twin gives every ordinary text the
 * same ids, but no text at all a control token: their names are replaced by random ones, so ids and
 * everything that refers to ids stay as they are while nothing in a text can spell one.
 */
final class TokenizerJson {

  /** Added tokens that are not marked as special but look as if a chat template used them. */
  private static final Pattern CONTROL_SHAPE = Pattern.compile("<[^<>\\s]+>");

  /** Bytes that a vocabulary without byte level spells out; they are no control tokens. */
  private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

  private final String where;
  private final ObjectNode root;
  private final Map<String, Integer> addedTokens = new HashMap<>();
  private final Set<String> controlTokens = new TreeSet<>();
  private final Set<String> specialTokens = new TreeSet<>();
  private final Map<String, JsonNode> settings = new HashMap<>();
  private final Map<String, String> addedTwins = new HashMap<>();

  private TokenizerJson(ObjectNode root, String where) {
    this.root = root;
    this.where = where;
    for (JsonNode token : root.path("added_tokens")) {
      add(token);
    }
  }

  static TokenizerJson parse(byte[] json, String where) {
    return new TokenizerJson(JsonText.parseObject(json, where), where);
  }

  private void add(JsonNode token) {
    String content = token.path("content").asText();
    if (content.isEmpty() || !token.path("id").isInt()) {
      throw new ModelException(
          where + ": expected added_tokens with content and id, found " + token);
    }
    addedTokens.put(content, token.path("id").intValue());
    settings.put(content, token);
    if (token.path("special").asBoolean()) {
      specialTokens.add(content);
    }
    boolean shaped = CONTROL_SHAPE.matcher(content).matches() && !BYTE.matcher(content).matches();
    if (token.path("special").asBoolean() || shaped) {
      controlTokens.add(content);
    }
  }

  /** The id of an added token or a word of the vocabulary, or null. */
  @Nullable Integer id(String token) {
    Integer added = addedTokens.get(token);
    if (added != null) {
      return added;
    }
    JsonNode vocabulary = root.path("model").path("vocab");
    return vocabulary.isArray() ? position(vocabulary, token) : id(vocabulary.get(token));
  }

  /** The token of an id, added ones first, or null. */
  @Nullable String token(int id) {
    for (Map.Entry<String, Integer> added : addedTokens.entrySet()) {
      if (added.getValue() == id) {
        return added.getKey();
      }
    }
    JsonNode vocabulary = root.path("model").path("vocab");
    if (vocabulary.isArray()) {
      JsonNode piece = vocabulary.path(id).path(0);
      return piece.isTextual() ? piece.textValue() : null;
    }
    for (Map.Entry<String, JsonNode> word : vocabulary.properties()) {
      if (word.getValue().isInt() && word.getValue().intValue() == id) {
        return word.getKey();
      }
    }
    return null;
  }

  /** The token that the post-processor puts before a text, or null. */
  @Nullable String firstAddedToken() {
    JsonNode processor = root.path("post_processor");
    String first = firstAddedToken(processor);
    for (JsonNode part : processor.path("processors")) {
      first = first == null ? firstAddedToken(part) : first;
    }
    return first;
  }

  private @Nullable String firstAddedToken(JsonNode processor) {
    JsonNode name = processor.path("single").path(0).path("SpecialToken").path("id");
    if (!processor.path("type").asText().equals("TemplateProcessing") || !name.isTextual()) {
      return null;
    }
    JsonNode tokens = processor.path("special_tokens").path(name.textValue()).path("tokens");
    if (tokens.size() != 1 || !tokens.path(0).isTextual()) {
      throw new ModelException(
          "%s: expected one token before a text, found %s".formatted(where, tokens));
    }
    return tokens.path(0).textValue();
  }

  /** Added tokens that only a prompt may hold: special ones, and those that templates use. */
  Set<String> controlTokens() {
    return Set.copyOf(controlTokens);
  }

  /** Whether an added token is left out of texts. */
  boolean isSpecial(String token) {
    return specialTokens.contains(token);
  }

  /** Whether an added token has a setting: {@code lstrip} or {@code rstrip}. */
  boolean strips(String token, String setting) {
    JsonNode description = settings.get(token);
    return description != null && description.path(setting).asBoolean();
  }

  /**
   * The JSON of the twin for texts that do not begin a prompt, or null where there is no
   * difference; this object must not be used afterwards.
   */
  @Nullable String behindTheFirst() {
    boolean changed = false;
    for (JsonNode each : root.path("pre_tokenizer").findParents("prepend_scheme")) {
      if (each instanceof ObjectNode metaspace
          && metaspace.path("prepend_scheme").asText().equals("first")) {
        metaspace.put("prepend_scheme", "never");
        changed = true;
      }
    }
    return changed ? JsonText.write(root) : null;
  }

  /** The largest id of all tokens. */
  int maxId() {
    int max = addedTokens.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    JsonNode vocabulary = root.path("model").path("vocab");
    if (vocabulary.isArray()) {
      return Math.max(max, vocabulary.size() - 1);
    }
    for (JsonNode id : vocabulary) {
      max = Math.max(max, id.asInt(-1));
    }
    return max;
  }

  /** What an added token that was renamed is called in the twin, or null for any other token. */
  @Nullable String addedTwin(String token) {
    return addedTwins.get(token);
  }

  /** What trims ranges stays; templates only add tokens or, written badly, drop the text's own. */
  private static JsonNode offsetsOnly(JsonNode processor) {
    String type = processor.path("type").asText();
    if (processor.path("processors") instanceof ArrayNode parts) {
      for (int i = parts.size() - 1; i >= 0; i--) {
        JsonNode part = offsetsOnly(parts.get(i));
        if (part.isNull()) {
          parts.remove(i);
        }
      }
      return parts.isEmpty() ? NullNode.getInstance() : processor;
    }
    boolean trims = type.equals("ByteLevel") || type.equals("RobertaProcessing");
    return trims ? processor : NullNode.getInstance();
  }

  private static @Nullable Integer id(@Nullable JsonNode id) {
    return id != null && id.isInt() ? id.intValue() : null;
  }

  private static @Nullable Integer position(JsonNode pieces, String token) {
    int position = 0;
    for (JsonNode piece : pieces) {
      if (piece.path(0).asText().equals(token)) {
        return position;
      }
      position++;
    }
    return null;
  }

  /**
   * The JSON of the twin, in which the given tokens are control tokens too, wherever they stand;
   * this object must not be used afterwards.
   */
  String withoutControlTokens(List<String> promptTokens) {
    controlTokens.addAll(promptTokens);
    root.putNull("truncation");
    root.putNull("padding");
    if (root.path("model") instanceof ObjectNode model && model.hasNonNull("dropout")) {
      model.putNull("dropout"); // for training: it cuts equal texts in different ways
    }
    if (!root.path("post_processor").isMissingNode()) {
      root.set("post_processor", offsetsOnly(root.path("post_processor")));
    }
    ControlTokenRenaming renaming = ControlTokenRenaming.of(controlTokens);
    renaming.apply(root);
    for (String token : addedTokens.keySet()) {
      String name = renaming.nameOf(token);
      if (name != null) {
        addedTwins.put(token, name);
      }
    }
    return JsonText.write(root);
  }
}
