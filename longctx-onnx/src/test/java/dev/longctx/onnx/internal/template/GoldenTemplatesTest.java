package dev.longctx.onnx.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import dev.longctx.api.LongctxException;
import dev.longctx.api.ModelException;
import dev.longctx.api.model.GenerationException;
import dev.longctx.onnx.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates against strings that transformers rendered. */
class GoldenTemplatesTest {

  @ParameterizedTest
  @ValueSource(strings = {"qwen2.5", "qwen3", "deepseek-v3"})
  void rendersAsTransformersDoes(String model) {
    compare(TemplateFixtures.source(model), model);
  }

  @Test
  void rendersLlamasTemplateAsTransformersDoes() {
    String file = System.getProperty("longctx.llamaTokenizerConfig");
    Assumptions.assumeTrue(
        file != null, "-Dlongctx.llamaTokenizerConfig=FILE names no tokenizer_config.json");
    String source = Fixtures.json(Path.of(file)).path("chat_template").asText();
    String hash = Hashing.sha256().hashString(source, StandardCharsets.UTF_8).toString();
    for (String model : new String[] {"llama-3.1", "llama-3.1-instruct"}) {
      if (TemplateFixtures.golden(model).path("sha256").asText().equals(hash)) {
        compare(source, model);
        return;
      }
    }
    throw new AssertionError(file + ": expected a template that golden.json knows, found " + hash);
  }

  @Test
  void rendersEachPartOfTheLanguageAsTransformersDoes() {
    JsonNode snippets = TemplateFixtures.snippets();
    var variables = TemplateFixtures.variables(snippets.get("variables"));
    SoftAssertions all = new SoftAssertions();
    for (JsonNode test : snippets.get("cases")) {
      String source = test.get("template").asText();
      all.check(() -> compare(source, variables, test, source));
    }
    all.assertAll();
  }

  private static void compare(String source, String model) {
    JsonNode golden = TemplateFixtures.golden(model);
    assertThat(golden.get("cases").size()).isGreaterThan(20);
    for (JsonNode test : golden.get("cases")) {
      var variables = TemplateFixtures.variables(test.get("variables"));
      compare(source, variables, test, model + ": " + test.get("name").asText());
    }
  }

  private static void compare(
      String source, Map<String, Object> variables, JsonNode test, String name) {
    if (test.has("expected")) {
      assertThat(outcome(source, name, variables))
          .as(name)
          .isEqualTo(test.get("expected").asText());
    } else if (test.has("raised")) {
      assertThatThrownBy(() -> ChatTemplate.parse(source, name).render(variables))
          .as(name)
          .isInstanceOf(GenerationException.class)
          .hasMessageEndingWith(test.get("raised").asText());
    } else {
      assertThatThrownBy(() -> ChatTemplate.parse(source, name).render(variables))
          .as(name)
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(name + ": chat template, line ");
    }
  }

  private static String outcome(String source, String name, Map<String, Object> variables) {
    try {
      return ChatTemplate.parse(source, name).render(variables);
    } catch (LongctxException e) {
      return e.toString();
    }
  }
}
