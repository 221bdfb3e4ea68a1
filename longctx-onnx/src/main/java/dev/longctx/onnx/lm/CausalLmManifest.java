package dev.longctx.onnx.lm;

import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.internal.json.ManifestChecks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a language model's {@code longctx.json} says. The constructor checks everything that can be
 * checked without looking at the files, and throws {@link IllegalArgumentException} with what was
 * expected and found.
 *
 * @param name the model's name, for messages and reports
 * @param architecture its family, such as {@code llama}
 * @param tokenizer the path of its {@code tokenizer.json}, or null for a model that takes and gives
 *     ids only
 * @param tokenizerConfig the path of its {@code tokenizer_config.json}, or null
 * @param chatTemplate the path of a chat template that stands alone, or null
 * @param vocabulary columns of its logits
 * @param maxPositions the most tokens of prompt and completion together
 * @param layers pairs of cache tensors
 * @param beginToken the token before a text prompt, as spelled in the tokenizer, or null
 * @param endTokens tokens that end a completion, as spelled in the tokenizer
 * @param cache how the graph takes and gives its cache
 * @param variants its ONNX files, at most one for each kind of device
 * @param files every file that is used, with size and hash
 * @param license an SPDX expression
 * @param provenance where it comes from and how it was made
 */
public record CausalLmManifest(
    String name,
    String architecture,
    @Nullable String tokenizer,
    @Nullable String tokenizerConfig,
    @Nullable String chatTemplate,
    int vocabulary,
    int maxPositions,
    int layers,
    @Nullable String beginToken,
    List<String> endTokens,
    CacheForm cache,
    List<ModelVariant> variants,
    List<ListedFile> files,
    String license,
    Map<String, String> provenance) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public CausalLmManifest {
    endTokens = List.copyOf(endTokens);
    variants = List.copyOf(variants);
    files = List.copyOf(files);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    ManifestChecks.requireConsistent(variants, files);
    ManifestChecks.requireListed(files, "files", tokenizer);
    ManifestChecks.requireListed(files, "files", tokenizerConfig);
    ManifestChecks.requireListed(files, "files", chatTemplate);
    if (tokenizer == null && (beginToken != null || !endTokens.isEmpty())) {
      throw new IllegalArgumentException(
          "tokenizer: expected one for beginToken and endTokens, found none");
    }
  }

  /**
   * The ONNX file for a kind of device.
   *
   * @param device {@code cpu} or {@code cuda}
   * @return the variant, or empty if the model has none for it
   */
  public Optional<ModelVariant> variant(String device) {
    return variants.stream().filter(variant -> variant.device().equals(device)).findFirst();
  }
}
