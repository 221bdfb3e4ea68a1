package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.Quantisation;
import dev.longctx.onnx.critic.CriticManifest.Graph;
import dev.longctx.onnx.critic.CriticManifest.Labels;
import dev.longctx.onnx.critic.CriticManifest.LmLogits;
import dev.longctx.onnx.critic.CriticManifest.Prompt;
import dev.longctx.onnx.internal.json.JsonText;
import dev.longctx.onnx.internal.json.StrictObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the bytes of a {@code longctx.json} to a {@link CriticManifest}. */
final class ManifestReader {

  private static final String FORMAT = "longctx-critic/1";

  private ManifestReader() {}

  static CriticManifest read(byte[] json, String where) {
    StrictObject root = new StrictObject(where, JsonText.parseObject(json, where));
    String format = root.text("format");
    if (!format.equals(FORMAT)) {
      throw new ModelException(
          "%s: format: expected %s, found %s".formatted(where, FORMAT, format));
    }
    try {
      return finished(root, ManifestReader::manifest);
    } catch (IllegalArgumentException e) {
      throw new ModelException(where + ": " + e.getMessage(), e);
    }
  }

  private static CriticManifest manifest(StrictObject root) {
    return new CriticManifest(
        root.text("name"),
        root.text("tokenizer"),
        finished(root.object("labels"), ManifestReader::labels),
        finished(root.object("prompt"), ManifestReader::prompt),
        root.positiveInt("windowTokens"),
        root.positiveInt("maxPositions"),
        root.optionalText("padToken"),
        root.optionalText("unknownToken"),
        root.fraction("threshold"),
        finished(root.object("graph"), ManifestReader::graph),
        each(root.objects("variants"), ManifestReader::variant),
        each(root.objects("files"), ManifestReader::file),
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
    return head == null ? null : finished(head, ManifestReader::presentLmLogits);
  }

  private static LmLogits presentLmLogits(StrictObject head) {
    return new LmLogits(
        head.text("output"),
        head.texts("tagWords"),
        head.text("outside"),
        head.constant("normalisation", TagNormalisation.values(), false));
  }

  private static ModelVariant variant(StrictObject variant) {
    return new ModelVariant(
        variant.text("device"),
        variant.text("file"),
        variant.text("precision"),
        variant.constant("quantisation", Quantisation.values(), true));
  }

  private static ListedFile file(StrictObject file) {
    return new ListedFile(file.text("path"), file.size("bytes"), file.text("sha256"));
  }

  private static <T> List<T> each(List<StrictObject> objects, Function<StrictObject, T> reader) {
    List<T> values = new ArrayList<>();
    objects.forEach(object -> values.add(finished(object, reader)));
    return values;
  }

  private static <T> T finished(StrictObject object, Function<StrictObject, T> reader) {
    T value = reader.apply(object);
    object.finish();
    return value;
  }
}
