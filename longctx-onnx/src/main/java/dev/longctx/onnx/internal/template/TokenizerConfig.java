package dev.longctx.onnx.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chat template needs of a {@code tokenizer_config.json}.
 *
 * @param template the template, or null where the file has none
 * @param specialTokens the tokens that have a role, such as {@code bos_token}, by role
 */
record TokenizerConfig(@Nullable String template, Map<String, String> specialTokens) {

  private static final String TEMPLATE = "chat_template";
  private static final String DEFAULT = "default";
  private static final List<String> ROLES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  static TokenizerConfig parse(byte[] json, String where) {
    ObjectNode root = JsonText.parseObject(json, where);
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String role : ROLES) {
      JsonNode token = root.path(role);
      JsonNode text = token.isObject() ? token.path("content") : token;
      if (text.isTextual() && !text.textValue().isEmpty()) {
        tokens.put(role, text.textValue());
      } else if (!text.isTextual() && !text.isNull() && !token.isMissingNode()) {
        throw wrong(where, role, "a text or an object with the text content", token);
      }
    }
    return new TokenizerConfig(template(root.path(TEMPLATE), where), tokens);
  }

  private static @Nullable String template(JsonNode template, String where) {
    if (template.isMissingNode() || template.isNull()) {
      return null;
    }
    if (template.isTextual()) {
      return template.textValue();
    }
    if (template.isArray()) {
      for (JsonNode entry : template) {
        if (entry.path("name").asText().equals(DEFAULT) && entry.path("template").isTextual()) {
          return entry.path("template").textValue();
        }
      }
    }
    String expected = "a text or a list with a template of the name " + DEFAULT;
    throw wrong(where, TEMPLATE, expected, template);
  }

  private static ModelException wrong(String where, String key, String expected, JsonNode found) {
    String text = found.toString();
    String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
    return new ModelException(
        "%s: %s: expected %s, found %s".formatted(where, key, expected, shown));
  }
}
