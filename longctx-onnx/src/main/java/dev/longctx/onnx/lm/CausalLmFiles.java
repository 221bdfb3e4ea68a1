package dev.longctx.onnx.lm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.internal.files.ModelFiles;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import dev.longctx.onnx.internal.lm.DecoderGraph;
import dev.longctx.onnx.internal.template.ChatPrompt;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a language model's verified files into native resources. Immutable and thread-safe. */
final class CausalLmFiles {

  private static final int MAX_TOKENIZER = 128 << 20;
  private static final int MAX_TEMPLATE = 16 << 20;
  private static final byte[] NO_CONFIGURATION = "{}".getBytes(UTF_8);

  private final CausalLmManifest manifest;
  private final ModelFiles files;

  private CausalLmFiles(CausalLmManifest manifest, ModelFiles files) {
    this.manifest = manifest;
    this.files = files;
  }

  /** Verifies every file that a manifest lists. */
  static CausalLmFiles verify(CausalLmManifest manifest, VerifiedFiles files) {
    return new CausalLmFiles(manifest, ModelFiles.verify(manifest.files(), files));
  }

  @Nullable TextTokenizer openTokenizer() {
    String path = manifest.tokenizer();
    if (path == null) {
      return null;
    }
    List<String> promptTokens = new ArrayList<>(manifest.endTokens());
    if (manifest.beginToken() != null) {
      promptTokens.add(manifest.beginToken());
    }
    return TextTokenizer.loadForPrompts(
        files.read(path, MAX_TOKENIZER), files.nameOf(path), promptTokens, manifest.vocabulary());
  }

  /** Conversations, by the template that the manifest names or the configuration holds. */
  ChatPrompt chats(Collection<String> controlTokens) {
    String config = manifest.tokenizerConfig();
    String template = manifest.chatTemplate();
    if (config == null && template == null) {
      return ChatPrompt.withoutTemplate();
    }
    byte[] configuration = config == null ? NO_CONFIGURATION : files.read(config, MAX_TEMPLATE);
    String where = config == null ? manifest.name() : files.nameOf(config);
    return template == null
        ? ChatPrompt.of(configuration, where, controlTokens)
        : ChatPrompt.of(
            configuration,
            where,
            new String(files.read(template, MAX_TEMPLATE), UTF_8),
            files.nameOf(template),
            controlTokens);
  }

  DecoderGraph openGraph(OnnxOptions options, boolean trainable) {
    ModelVariant variant =
        manifest
            .variant(options.device().kind())
            .orElseThrow(
                () ->
                    new ModelException(
                        "language model %s: expected a variant for %s, found %s"
                            .formatted(
                                manifest.name(), options.device().kind(), manifest.variants())));
    if (trainable) {
      TrainableVariants.require(variant, manifest.name());
    }
    GraphFile graph = files.graph(variant.file(), options.verification());
    DecoderGraph.Expected expected =
        new DecoderGraph.Expected(
            manifest.cache(),
            manifest.layers(),
            manifest.vocabulary(),
            variant.quantisation().batchable());
    return trainable
        ? DecoderGraph.openTrainable(graph, options, expected)
        : DecoderGraph.open(graph, options, expected);
  }
}
