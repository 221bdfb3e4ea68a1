package dev.longctx.onnx.critic;

import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.InFlight;
import dev.longctx.onnx.internal.ort.TokenBatch;
import dev.longctx.onnx.internal.ort.TokenGraph;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * An open critic: its tokenizer and its graph on one device.
 *
 * <p>Safe for concurrent use; equal calls give equal results, bit for bit, on any thread. Closing
 * waits for calls in flight; every call after that is an {@link IllegalStateException}. Text is
 * untrusted: nothing in it becomes a special token.
 */
public final class CriticSession implements AutoCloseable {

  private final CriticManifest manifest;
  private final boolean batchable;
  private final TextTokenizer tokenizer;
  private final TokenGraph graph;
  private final PromptEncoder prompts;
  private final LabelReader labels;
  private final InFlight inFlight;
  private final int padId;

  private CriticSession(
      CriticManifest manifest, boolean batchable, TextTokenizer tokenizer, TokenGraph graph) {
    this.manifest = manifest;
    this.batchable = batchable;
    this.tokenizer = tokenizer;
    this.graph = graph;
    prompts = new PromptEncoder(manifest.prompt(), tokenizer);
    labels = new LabelReader(manifest);
    inFlight = new InFlight("critic session " + manifest.name());
    String padToken = manifest.padToken();
    padId = padToken == null ? 0 : tokenizer.id(padToken);
  }

  static CriticSession open(CriticManifest manifest, CriticFiles files, OnnxOptions options) {
    ModelVariant variant = files.variant(options.device());
    TextTokenizer tokenizer = files.openTokenizer();
    try {
      TokenGraph graph = files.openGraph(variant, options);
      return new CriticSession(manifest, variant.quantisation().batchable(), tokenizer, graph);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /**
   * What the critic's directory says.
   *
   * @return the manifest
   */
  public CriticManifest manifest() {
    return manifest;
  }

  /**
   * Whether several windows may share a run without changing one another's scores.
   *
   * @return false for dynamic int8, whose windows run one by one
   */
  public boolean batchable() {
    return batchable;
  }

  /**
   * The tokens of a text; a text above 64K characters is cut at white space for the tokenizer.
   *
   * @param text any text
   * @return its tokens, with offsets in the whole text
   */
  public EncodedText encode(String text) {
    return inFlight.call(() -> tokenizer.encode(text));
  }

  /**
   * The tokens of a text that is best cut at given places.
   *
   * @param text any text
   * @param blockBorders sorted UTF-16 offsets, such as the starts of sentences: a text above 64K
   *     characters is cut for the tokenizer at the last of them that fits, else at white space,
   *     else between two characters
   * @return its tokens, with offsets in the whole text
   */
  public EncodedText encode(String text, int[] blockBorders) {
    return inFlight.call(() -> tokenizer.encode(text, blockBorders));
  }

  /**
   * The tokens of a text that is best cut at given places.
   *
   * @param text any text
   * @param blockBorders as for {@link #encode(String, int[])}
   * @param cancellation ends the call between two blocks
   * @return its tokens, with offsets in the whole text
   * @throws CancellationException if the call was cancelled
   */
  public EncodedText encode(String text, int[] blockBorders, Cancellation cancellation) {
    return inFlight.call(() -> tokenizer.encode(text, blockBorders, cancellation));
  }

  /**
   * The number of tokens of a text.
   *
   * @param text any text
   * @return the size of {@link #encode(String)}
   */
  public int countTokens(String text) {
    return inFlight.call(() -> tokenizer.count(text));
  }

  /**
   * Writes the prompt that all windows of a request share.
   *
   * @param instruction what to look for; ignored by critics without a prompt
   * @param query the question; ignored by critics without a prompt
   * @return the prompt's tokens
   */
  public CriticPrompt prompt(String instruction, String query) {
    return inFlight.call(() -> prompts.encode(instruction, query));
  }

  /**
   * Labels windows: in one run, padded on the right, if the critic is {@linkplain #batchable()
   * batchable}, else one by one.
   *
   * @param prompt the request's prompt, from this critic
   * @param windows the token ids of each window, not negative; with the prompt no window is longer
   *     than the manifest's {@code windowTokens}
   * @param tag the tag word that kept tokens should have, for critics with a head over tag words;
   *     null, or a word the critic does not know, for any
   * @param cancellation ends the call also inside a run
   * @return the labels of each window, in order
   * @throws CancellationException if the call was cancelled
   * @throws IllegalArgumentException if a window is too long or an id is negative
   * @throws ModelException if the engine fails or the graph gives NaN
   */
  public List<TokenLabels> label(
      CriticPrompt prompt, List<int[]> windows, @Nullable String tag, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    for (int i = 0; i < windows.size(); i++) {
      check(prompt, windows.get(i), i);
    }
    return inFlight.call(() -> runAll(prompt, windows, tag, cancellation));
  }

  private List<TokenLabels> runAll(
      CriticPrompt prompt, List<int[]> windows, @Nullable String tag, Cancellation cancellation) {
    int runSize = batchable ? Math.max(1, windows.size()) : 1;
    List<TokenLabels> result = new ArrayList<>(windows.size());
    for (int first = 0; first < windows.size(); first += runSize) {
      List<int[]> batch = windows.subList(first, first + runSize);
      result.addAll(run(prompt, batch, first, tag, cancellation));
    }
    return List.copyOf(result);
  }

  private List<TokenLabels> run(
      CriticPrompt prompt,
      List<int[]> windows,
      int firstWindow,
      @Nullable String tag,
      Cancellation cancellation) {
    TokenBatch batch = TokenBatch.of(rows(prompt, windows), padId);
    return graph.run(batch, cancellation, outputs -> read(outputs, batch, firstWindow, tag));
  }

  private List<TokenBatch.Row> rows(CriticPrompt prompt, List<int[]> windows) {
    int windowType = manifest.template() == PromptTemplate.PAIR ? 1 : 0;
    return windows.stream()
        .map(
            window ->
                new TokenBatch.Row(
                    prompt.sharedPrefix(), window, prompt.sharedSuffix(), windowType))
        .toList();
  }

  private List<TokenLabels> read(
      Map<String, FloatBuffer> outputs, TokenBatch batch, int firstWindow, @Nullable String tag) {
    List<TokenLabels> result = new ArrayList<>(batch.rows().size());
    for (int i = 0; i < batch.rows().size(); i++) {
      TokenBatch.Row row = batch.rows().get(i);
      int first = i * batch.length() + row.prefix().length;
      result.add(labels.read(outputs, first, row.window().length, firstWindow + i, tag));
    }
    return result;
  }

  private void check(CriticPrompt prompt, int[] window, int index) {
    if ((long) prompt.size() + window.length > manifest.windowTokens()) {
      throw new IllegalArgumentException(
          "window %d: expected at most %d tokens with its prompt of %d, found %d"
              .formatted(
                  index,
                  manifest.windowTokens(),
                  prompt.size(),
                  (long) prompt.size() + window.length));
    }
    for (int id : window) {
      if (id < 0) {
        throw new IllegalArgumentException(
            "window %d: expected token ids of at least 0, found %d".formatted(index, id));
      }
    }
  }

  @Override
  public void close() {
    if (inFlight.close()) {
      graph.close();
      tokenizer.close();
    }
  }

  @Override
  public String toString() {
    return "CriticSession[" + manifest.name() + "]";
  }
}
