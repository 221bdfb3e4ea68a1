package dev.longctx.onnx.lm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.Verification;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.internal.files.ModelFiles;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import dev.longctx.onnx.internal.json.JsonText;
import dev.longctx.onnx.internal.weights.GraphWeights;
import dev.longctx.onnx.internal.weights.WeightFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A verified model whose files are copied, and whose weights are replaced in the copy. */
final class ExportTemplate {

  private static final String MANIFEST = "longctx.json";
  private static final int MAX_MANIFEST = 1 << 20;

  private final ObjectNode json;
  private final CausalLmManifest manifest;
  private final VerifiedFiles files;
  private final Map<String, GraphWeights> graphs = new LinkedHashMap<>();

  private ExportTemplate(ObjectNode json, CausalLmManifest manifest, VerifiedFiles files) {
    this.json = json;
    this.manifest = manifest;
    this.files = files;
  }

  static ExportTemplate open(VerifiedFiles files) {
    byte[] bytes = files.readUnverified(MANIFEST, MAX_MANIFEST);
    String where = files.nameOf(MANIFEST);
    CausalLmManifest manifest = CausalLmManifestReader.read(bytes, where);
    ModelFiles verified = ModelFiles.verify(manifest.files(), files);
    ExportTemplate template =
        new ExportTemplate(JsonText.parseObject(bytes, where), manifest, files);
    for (ModelVariant variant : manifest.variants()) {
      TrainableVariants.require(variant, manifest.name());
      GraphFile graph = verified.graph(variant.file(), Verification.FIRST_LOAD);
      template.graphs.put(variant.file(), GraphWeights.of(graph.onnx(), graph.where()));
    }
    return template;
  }

  String name() {
    return manifest.name();
  }

  void check(Weights weights) {
    graphs.values().forEach(graph -> graph.check(weights));
  }

  /** Writes all files into an empty directory. */
  void write(Path directory, Weights weights, String name, Map<String, String> provenance)
      throws IOException {
    for (ListedFile file : manifest.files()) {
      copy(file, directory);
    }
    for (Map.Entry<String, GraphWeights> graph : graphs.entrySet()) {
      WeightFiles.write(directory, graph.getKey(), graph.getValue(), weights);
    }
    writeManifest(directory, name, provenance);
  }

  /** What was verified may have changed meanwhile, so the copy is verified too. */
  private void copy(ListedFile file, Path directory) throws IOException {
    Path copy = directory.resolve(file.path());
    MoreFiles.createParentDirectories(copy);
    // By a stream, since a copy of a read-only file would be one too.
    try (InputStream in = Files.newInputStream(files.file(file.path()))) {
      Files.copy(in, copy);
    }
    String found = sha256(copy);
    if (!found.equals(file.sha256())) {
      throw new ModelException(
          "%s: expected sha256 %s, found %s"
              .formatted(files.nameOf(file.path()), file.sha256(), found));
    }
  }

  private void writeManifest(Path directory, String name, Map<String, String> provenance)
      throws IOException {
    json.put("name", name);
    for (JsonNode entry : json.path("files")) {
      Path file = directory.resolve(entry.path("path").textValue());
      ((ObjectNode) entry).put("bytes", Files.size(file)).put("sha256", sha256(file));
    }
    ObjectNode origin = json.withObject("/provenance");
    provenance.forEach(origin::put);
    Files.write(directory.resolve(MANIFEST), (json.toPrettyString() + "\n").getBytes(UTF_8));
  }

  private static String sha256(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }
}
