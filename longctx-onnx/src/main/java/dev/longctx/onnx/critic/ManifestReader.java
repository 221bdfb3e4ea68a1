package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.critic.CriticManifest.Graph;
import dev.longctx.onnx.critic.CriticManifest.Labels;
import dev.longctx.onnx.critic.CriticManifest.LmLogits;
import dev.longctx.onnx.critic.CriticManifest.Prompt;
import dev.longctx.onnx.internal.json.JsonText;
import dev.longctx.onnx.internal.json.ManifestParts;
import dev.longctx.onnx.internal.json.StrictObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the bytes of a {@code longctx.json} to a {@link CriticManifest}. */
final class ManifestReader {

  private static final String FORMAT = "longctx-critic/1";

  private ManifestReader() {}

  static CriticManifest read(byte[] json, String where) {
    StrictObject root = new StrictObject(where, JsonText.parseObject(json, where));
    ManifestParts.requireFormat(root, FORMAT);
    try {
      return StrictObject.finished(root, ManifestReader::manifest);
    } catch (IllegalArgumentException e) {
      throw new ModelException(where + ": " + e.getMessage(), e);
    }
  }

  private static CriticManifest manifest(StrictObject root) {
    return new CriticManifest(
        root.text("name"),
        root.text("tokenizer"),
        StrictObject.finished(root.object("labels"), ManifestReader::labels),
        StrictObject.finished(root.object("prompt"), ManifestReader::prompt),
        root.positiveInt("windowTokens"),
        root.positiveInt("maxPositions"),
        root.optionalText("padToken"),
        root.optionalText("unknownToken"),
        root.fraction("threshold"),
        StrictObject.finished(root.object("graph"), ManifestReader::graph),
        ManifestParts.variants(root),
        ManifestParts.files(root),
        root.text("license"),
        root.textMap("provenance"));
  }

  private static Labels labels(StrictObject labels) {
    return new Labels(
        labels.constant("scheme", LabelScheme.values(), false), labels.texts("names"));
  }

  private static Prompt prompt(StrictObject prompt) {
    return new Prompt(
        prompt.constant("template", PromptTemplate.values(), false),
        prompt.optionalText("begin"),
        prompt.optionalText("end"));
  }

  private static Graph graph(StrictObject graph) {
    String logits = graph.text("logits");
    return new Graph(logits, Optional.ofNullable(lmLogits(graph.optionalObject("lmLogits"))));
  }

  private static @Nullable LmLogits lmLogits(@Nullable StrictObject head) {
    return head == null ? null : StrictObject.finished(head, ManifestReader::presentLmLogits);
  }

  private static LmLogits presentLmLogits(StrictObject head) {
    return new LmLogits(
        head.text("output"),
        head.texts("tagWords"),
        head.text("outside"),
        head.constant("normalisation", TagNormalisation.values(), false));
  }
}
