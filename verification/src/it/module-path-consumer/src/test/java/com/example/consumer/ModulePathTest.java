package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.longctx.api.compression.Compressed;
import dev.longctx.compress.LexicalCompressor;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModulePathTest {
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
  void resolvesTheModulesOfLongctxByTheirNames() {
    Set<String> modules =
        ModuleLayer.boot().modules().stream().map(Module::getName).collect(Collectors.toSet());

    assertTrue(
        modules.containsAll(Set.of("dev.longctx.api", "dev.longctx.onnx", "dev.longctx.compress")),
        modules.toString());
    for (String module : Set.of("dev.longctx.api", "dev.longctx.onnx", "dev.longctx.compress")) {
      assertTrue(
          !ModuleLayer.boot().findModule(module).orElseThrow().getDescriptor().isAutomatic(),
          module);
    }
  }
}
