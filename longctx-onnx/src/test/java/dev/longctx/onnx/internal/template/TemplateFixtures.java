package dev.longctx.onnx.internal.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.onnx.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Chat templates and what transformers renders with them. */
final class TemplateFixtures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TemplateFixtures() {}

  static Path directory() {
    return Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "templates");
  }

  static String source(String model) {
    byte[] bytes = Fixtures.bytes(directory().resolve(model).resolve("template.jinja"));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static JsonNode golden(String model) {
    return Fixtures.json(directory().resolve(model).resolve("golden.json"));
  }

  static JsonNode snippets() {
    return Fixtures.json(directory().resolve("snippets.json"));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> variables(JsonNode object) {
    return JSON.convertValue(object, Map.class);
  }
}
