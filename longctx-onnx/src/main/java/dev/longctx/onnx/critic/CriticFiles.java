package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.critic.CriticManifest.LmLogits;
import dev.longctx.onnx.critic.CriticManifest.Prompt;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.internal.files.ModelFiles;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import dev.longctx.onnx.internal.ort.GraphContract;
import dev.longctx.onnx.internal.ort.TokenGraph;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns a critic's verified files into native resources. Immutable and thread-safe. */
final class CriticFiles {

  private static final int MAX_TOKENIZER = 128 << 20;

  private final CriticManifest manifest;
  private final ModelFiles files;

  private CriticFiles(CriticManifest manifest, ModelFiles files) {
    this.manifest = manifest;
    this.files = files;
  }

  /** Verifies every file that a manifest lists. */
  static CriticFiles verify(CriticManifest manifest, VerifiedFiles files) {
    return new CriticFiles(manifest, ModelFiles.verify(manifest.files(), files));
  }

  TextTokenizer openTokenizer() {
    String path = manifest.tokenizer();
    Prompt prompt = manifest.prompt();
    List<String> promptTokens =
        Stream.of(prompt.begin(), prompt.end()).filter(Objects::nonNull).toList();
    return TextTokenizer.load(
        files.read(path, MAX_TOKENIZER),
        files.nameOf(path),
        promptTokens,
        manifest.padToken(),
        manifest.unknownToken());
  }

  ModelVariant variant(Device device) {
    return manifest
        .variant(device.kind())
        .orElseThrow(
            () ->
                new ModelException(
                    "critic %s: expected a variant for %s, found %s%s"
                        .formatted(manifest.name(), device.kind(), manifest.variants(), hint())));
  }

  private String hint() {
    boolean dynamic = manifest.variants().stream().anyMatch(v -> !v.quantisation().batchable());
    return dynamic ? "; dynamic int8 runs on the cpu only" : "";
  }

  TokenGraph openGraph(ModelVariant variant, OnnxOptions options) {
    GraphFile graph = files.graph(variant.file(), options.verification());
    return TokenGraph.open(graph, options, new GraphContract(graph.where(), outputs()));
  }

  private Map<String, Integer> outputs() {
    Map<String, Integer> outputs = new HashMap<>();
    outputs.put(manifest.graph().logits(), manifest.labelScheme().classes());
    manifest
        .graph()
        .lmLogits()
        .ifPresent((LmLogits head) -> outputs.put(head.output(), head.tagWords().size()));
    return outputs;
  }
}
