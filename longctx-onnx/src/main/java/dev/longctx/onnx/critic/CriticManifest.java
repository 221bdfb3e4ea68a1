package dev.longctx.onnx.critic;

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
 * What a critic's {@code longctx.json} says. The constructors check everything that can be checked
 * without looking at the files, and throw {@link IllegalArgumentException} with what was expected
 * and found.
 *
 * @param name the critic's name, for messages and reports
 * @param tokenizer the path of its {@code tokenizer.json}
 * @param labels what it says of a token
 * @param prompt how its input is put together
 * @param windowTokens the longest input it was made for, prompt included, in its own tokens
 * @param maxPositions the longest input its graph can take, in its own tokens
 * @param padToken fills short rows of a batch, or null where any token will do
 * @param unknownToken stands for text that its tokenizer does not know, or null
 * @param threshold the keep probability from which its authors would keep a token
 * @param graph the names of its outputs
 * @param variants its ONNX files, at most one for each kind of device
 * @param files every file that is used, with size and hash
 * @param license an SPDX expression
 * @param provenance where it comes from and how it was made
 */
public record CriticManifest(
    String name,
    String tokenizer,
    Labels labels,
    Prompt prompt,
    int windowTokens,
    int maxPositions,
    @Nullable String padToken,
    @Nullable String unknownToken,
    double threshold,
    Graph graph,
    List<ModelVariant> variants,
    List<ListedFile> files,
    String license,
    Map<String, String> provenance) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public CriticManifest {
    variants = List.copyOf(variants);
    files = List.copyOf(files);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    require(
        windowTokens >= 1 && windowTokens <= maxPositions,
        "windowTokens: expected 1 to maxPositions " + maxPositions + ", found " + windowTokens);
    require(threshold >= 0 && threshold <= 1, "threshold: expected 0 to 1, found " + threshold);
    require(!variants.isEmpty(), "variants: expected at least one, found none");
    ManifestChecks.requireConsistent(variants, files);
    ManifestChecks.requireListed(files, "tokenizer", tokenizer);
  }

  /**
   * The label scheme.
   *
   * @return that of {@link #labels()}
   */
  public LabelScheme labelScheme() {
    return labels.scheme();
  }

  /**
   * The prompt template.
   *
   * @return that of {@link #prompt()}
   */
  public PromptTemplate template() {
    return prompt.template();
  }

  /**
   * The words that name what a kept token belongs to.
   *
   * @return the words in the order of the graph's columns; empty for a critic without such a head
   */
  public List<String> tagWords() {
    return graph.lmLogits().map(LmLogits::tagWords).orElse(List.of());
  }

  /**
   * The ONNX file for a kind of device.
   *
   * @param device {@code cpu} or {@code cuda}
   * @return the variant, or empty if the critic has none for it
   */
  public Optional<ModelVariant> variant(String device) {
    return variants.stream().filter(variant -> variant.device().equals(device)).findFirst();
  }

  /**
   * What a manifest lists under a path.
   *
   * @param path the path as listed
   * @return the entry, or empty if it is not listed
   */
  public Optional<ListedFile> file(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * What a critic says of a token.
   *
   * @param scheme the scheme
   * @param names the label of each of the graph's values, in their order
   */
  public record Labels(LabelScheme scheme, List<String> names) {

    /**
     * Checks that names and scheme agree.
     *
     * @throws IllegalArgumentException if they do not
     */
    public Labels {
      names = List.copyOf(names);
      boolean agree =
          switch (scheme) {
            case BIOE -> names.equals(List.of("B", "I", "O", "E"));
            case KEEP_DROP -> names.size() == 2 && names.containsAll(List.of("keep", "drop"));
            case KEEP_SCORE -> names.equals(List.of("keep"));
          };
      require(agree, "labels: names: expected those of " + scheme + ", found " + names);
    }
  }

  /**
   * How a critic's input is put together.
   *
   * @param template the template
   * @param begin the special token that opens a message or the input; null only for {@link
   *     PromptTemplate#NONE}
   * @param end the special token that ends a message or a part; null only for {@link
   *     PromptTemplate#NONE}
   */
  public record Prompt(PromptTemplate template, @Nullable String begin, @Nullable String end) {

    /**
     * Checks that the template has its tokens.
     *
     * @throws IllegalArgumentException if one is missing
     */
    public Prompt {
      require(
          template == PromptTemplate.NONE || (begin != null && end != null),
          "prompt: expected begin and end for %s, found %s and %s".formatted(template, begin, end));
    }
  }

  /**
   * The outputs of a critic's graph.
   *
   * @param logits the output with the labels' values
   * @param lmLogits the head over tag words, if there is one
   */
  public record Graph(String logits, Optional<LmLogits> lmLogits) {

    /**
     * Checks that the outputs differ.
     *
     * @throws IllegalArgumentException if both have one name
     */
    public Graph {
      require(
          lmLogits.map(LmLogits::output).filter(logits::equals).isEmpty(),
          "graph: expected two outputs, found " + logits + " twice");
    }
  }

  /**
   * A language model head over words that name what a kept token belongs to (QwenLong-CPRS, section
   * on token critic: score = p_LM(tag | token) * p_tag(token)).
   *
   * @param output the graph's output, one column for each word
   * @param tagWords the words
   * @param outside the word for tokens that are not kept, one of the words
   * @param normalisation what the values are
   */
  public record LmLogits(
      String output, List<String> tagWords, String outside, TagNormalisation normalisation) {

    /**
     * Checks the words.
     *
     * @throws IllegalArgumentException if one stands twice or the outside word is not among them
     */
    public LmLogits {
      tagWords = List.copyOf(tagWords);
      ManifestChecks.requireOnce("graph: lmLogits: tagWords", tagWords);
      require(
          tagWords.contains(outside),
          "graph: lmLogits: outside: expected one of " + tagWords + ", found " + outside);
    }
  }
}
