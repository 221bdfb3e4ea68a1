package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.compress.CriticCompressor;
import dev.longctx.compress.LexicalCompressor;
import dev.longctx.onnx.critic.Critic;
import dev.longctx.onnx.critic.Critics;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.ReasoningPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModulePathTest {
  private static final Set<String> LONGCTX =
      Set.of("dev.longctx.api", "dev.longctx.onnx", "dev.longctx.compress", "dev.longctx.reason");
  private static final String NEEDLE = "The key lies under the third step.";

  @Test
  void compressesFromANamedModule() {
    var text = "The harbour was quiet that night. ".repeat(40) + NEEDLE;

    var compression = new Shortener().shorten("Where is the key?", text, 50);

    assertTrue(compression instanceof Compressed, compression.toString());
    assertTrue(compression.text().contains(NEEDLE), compression.text());
    assertEquals("com.example.consumer", Shortener.class.getModule().getName());
    assertEquals("dev.longctx.compress", LexicalCompressor.class.getModule().getName());
  }

  @Test
  void runsACriticFromANamedModule() {
    var text = "The harbour was quiet that night. ".repeat(40) + NEEDLE;
    var critic =
        Critic.load(Path.of(System.getProperty("longctx.fixtures"), "critics", "tiny-cprs"));

    try (var compressor = CriticCompressor.builder().critic(critic).build()) {
      var request =
          CompressionRequest.builder()
              .query("Where is the key?")
              .document(Document.of("document", text))
              .budget(Budget.tokens(50))
              .build();

      assertTrue(compressor.compress(request).stats().windows() > 0);
    }
    assertEquals("dev.longctx.onnx", Critic.class.getModule().getName());
  }

  @Test
  void findsTheEnglishCriticInItsModule() {
    var text = "The harbour was quiet that night. ".repeat(40) + NEEDLE;

    try (var compressor = CriticCompressor.builder().critic(Critics.english()).build()) {
      var request =
          CompressionRequest.builder()
              .query("Where is the key?")
              .document(Document.of("document", text))
              .budget(Budget.tokens(50))
              .build();

      assertTrue(compressor.compress(request).text().contains(NEEDLE));
    }
    assertTrue(ModuleLayer.boot().findModule("dev.longctx.critic.en").isPresent());
  }

  @Test
  void asksALanguageModelFromANamedModule() {
    var directory = Path.of(System.getProperty("longctx.fixtures"), "models", "tiny-lm-gqa");

    try (var model = OnnxCausalLm.load(directory);
        var policy = ReasoningPolicy.builder().model(model).maxTokens(8).seed(1).build()) {
      var answer = policy.answer("Where is the key?", List.of(Document.of("document", NEEDLE)));

      assertTrue(answer.best().completion().tokens().size() > 0);
    }
    assertEquals("dev.longctx.reason", ReasoningPolicy.class.getModule().getName());
  }

  @Test
  void resolvesTheModulesOfLongctxByTheirNames() {
    Set<String> modules =
        ModuleLayer.boot().modules().stream().map(Module::getName).collect(Collectors.toSet());

    assertTrue(modules.containsAll(LONGCTX), modules.toString());
    for (String module : LONGCTX) {
      assertTrue(
          !ModuleLayer.boot().findModule(module).orElseThrow().getDescriptor().isAutomatic(),
          module);
    }
  }
}
