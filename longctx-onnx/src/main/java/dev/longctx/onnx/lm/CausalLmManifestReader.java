package dev.longctx.onnx.lm;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.json.JsonText;
import dev.longctx.onnx.internal.json.ManifestParts;
import dev.longctx.onnx.internal.json.StrictObject;

/** From the bytes of a {@code longctx.json} to a {@link CausalLmManifest}. */
final class CausalLmManifestReader {

  private static final String FORMAT = "longctx-lm/1";

  private CausalLmManifestReader() {}

  static CausalLmManifest read(byte[] json, String where) {
    StrictObject root = new StrictObject(where, JsonText.parseObject(json, where));
    ManifestParts.requireFormat(root, FORMAT);
    try {
      return StrictObject.finished(root, CausalLmManifestReader::manifest);
    } catch (IllegalArgumentException e) {
      throw new ModelException(where + ": " + e.getMessage(), e);
    }
  }

  private static CausalLmManifest manifest(StrictObject root) {
    return new CausalLmManifest(
        root.text("name"),
        root.text("architecture"),
        root.optionalText("tokenizer"),
        root.optionalText("tokenizerConfig"),
        root.optionalText("chatTemplate"),
        root.positiveInt("vocabulary"),
        root.positiveInt("maxPositions"),
        root.positiveInt("layers"),
        root.optionalText("beginToken"),
        root.optionalTexts("endTokens"),
        root.constant("cache", CacheForm.values(), true),
        ManifestParts.variants(root),
        ManifestParts.files(root),
        root.text("license"),
        root.textMap("provenance"));
  }
}
