package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.Verification;
import dev.longctx.onnx.critic.CriticManifest.ListedFile;
import dev.longctx.onnx.critic.CriticManifest.LmLogits;
import dev.longctx.onnx.critic.CriticManifest.Prompt;
import dev.longctx.onnx.critic.CriticManifest.Variant;
import dev.longctx.onnx.internal.files.FileStamp;
import dev.longctx.onnx.internal.files.RelativePath;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import dev.longctx.onnx.internal.ort.GraphContract;
import dev.longctx.onnx.internal.ort.TokenGraph;
import dev.longctx.onnx.internal.protobuf.ExternalData;
import dev.longctx.onnx.internal.protobuf.LocalFunctions;
import dev.longctx.onnx.internal.protobuf.MalformedOnnxException;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Turns a critic's verified files into native resources. Immutable and thread-safe. */
final class CriticFiles {

  private static final int MAX_TOKENIZER = 128 << 20;
  private static final int MAX_ONNX = Integer.MAX_VALUE - 8;

  private final CriticManifest manifest;
  private final VerifiedFiles files;
  private final Map<String, FileStamp> verified;

  private CriticFiles(
      CriticManifest manifest, VerifiedFiles files, Map<String, FileStamp> verified) {
    this.manifest = manifest;
    this.files = files;
    this.verified = verified;
  }

  /** Verifies every file that a manifest lists. */
  static CriticFiles verify(CriticManifest manifest, VerifiedFiles files) {
    Map<String, FileStamp> verified = new HashMap<>();
    for (ListedFile file : manifest.files()) {
      FileStamp stamp = files.stamp(file.path());
      files.verify(file.path(), file.bytes(), file.sha256());
      if (stamp != null) {
        verified.put(file.path(), stamp);
      }
    }
    return new CriticFiles(manifest, files, Map.copyOf(verified));
  }

  TextTokenizer openTokenizer() {
    String path = manifest.tokenizer();
    Prompt prompt = manifest.prompt();
    List<String> promptTokens =
        Stream.of(prompt.begin(), prompt.end()).filter(Objects::nonNull).toList();
    return TextTokenizer.load(
        read(path, MAX_TOKENIZER),
        files.nameOf(path),
        promptTokens,
        manifest.padToken(),
        manifest.unknownToken());
  }

  Variant variant(Device device) {
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

  TokenGraph openGraph(Variant variant, OnnxOptions options) {
    String path = variant.file();
    byte[] onnx = read(path, MAX_ONNX);
    Set<String> external = externalData(path, onnx);
    GraphContract contract = new GraphContract(files.nameOf(path), outputs());
    if (external.isEmpty()) {
      return TokenGraph.open(onnx, options, contract);
    }
    external.forEach(location -> verifyExternal(path, location, options.verification()));
    Path folder = Objects.requireNonNull(files.file(path).getParent(), "folder");
    return TokenGraph.open(onnx, folder, options, contract);
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

  private Set<String> externalData(String path, byte[] onnx) {
    try {
      int functions = LocalFunctions.count(onnx);
      if (functions > 0) {
        throw new ModelException(
            "%s: expected no functions of the model's own, found %d; inline them when exporting"
                .formatted(files.nameOf(path), functions));
      }
      return ExternalData.locations(onnx);
    } catch (MalformedOnnxException e) {
      throw new ModelException(
          files.nameOf(path) + ": expected an ONNX model, found other bytes: " + e.getMessage(), e);
    }
  }

  private void verifyExternal(String model, String location, Verification policy) {
    String path = RelativePath.resolveSibling(model, location);
    ListedFile file =
        manifest
            .file(path)
            .filter(listed -> RelativePath.isPlain(location))
            .orElseThrow(
                () ->
                    new ModelException(
                        "%s: expected external data only in files that the manifest lists, found %s"
                            .formatted(files.nameOf(model), location)));
    if (policy == Verification.ALWAYS || !Objects.equals(files.stamp(path), verified.get(path))) {
      files.verify(path, file.bytes(), file.sha256());
    }
  }

  private byte[] read(String path, int maxBytes) {
    ListedFile file = manifest.file(path).orElseThrow();
    return files.read(path, file.bytes(), file.sha256(), maxBytes);
  }
}
