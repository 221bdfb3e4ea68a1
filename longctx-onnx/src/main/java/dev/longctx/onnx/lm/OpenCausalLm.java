package dev.longctx.onnx.lm;

import com.google.common.primitives.Ints;
import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.InFlight;
import dev.longctx.onnx.internal.lm.Decoder;
import dev.longctx.onnx.internal.lm.DecoderGraph;
import dev.longctx.onnx.internal.lm.Job;
import dev.longctx.onnx.internal.lm.KeptCache;
import dev.longctx.onnx.internal.lm.PromptEncoder;
import dev.longctx.onnx.internal.lm.Scorer;
import dev.longctx.onnx.internal.lm.TokenText;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An open model, which the model and its sessions share. Thread-safe. */
final class OpenCausalLm implements AutoCloseable {

  private final CausalLmManifest manifest;
  private final DecoderGraph graph;
  private final @Nullable TextTokenizer tokenizer;
  private final PromptEncoder prompts;
  private final TokenText texts;
  private final Decoder decoder;
  private final Scorer scorer;
  private final int[] endTokens;
  private final InFlight inFlight;

  private OpenCausalLm(
      CausalLmManifest manifest,
      DecoderGraph graph,
      @Nullable TextTokenizer tokenizer,
      PromptEncoder prompts,
      CausalLmOptions options) {
    this.manifest = manifest;
    this.graph = graph;
    this.tokenizer = tokenizer;
    this.prompts = prompts;
    decoder = new Decoder(graph, options.prefillChunk(), options.maxRows());
    scorer = new Scorer(graph, options.prefillChunk());
    texts = new TokenText(manifest.name(), manifest.vocabulary(), tokenizer);
    endTokens =
        tokenizer == null
            ? new int[0]
            : manifest.endTokens().stream().mapToInt(tokenizer::id).distinct().toArray();
    inFlight = new InFlight("language model " + manifest.name());
  }

  static OpenCausalLm open(
      CausalLmManifest manifest, CausalLmFiles files, CausalLmOptions options) {
    TextTokenizer tokenizer = files.openTokenizer();
    try {
      PromptEncoder prompts = prompts(manifest, files, tokenizer, options);
      DecoderGraph graph = files.openGraph(options.onnx(), options.trainable());
      return new OpenCausalLm(manifest, graph, tokenizer, prompts, options);
    } catch (RuntimeException | Error e) {
      if (tokenizer != null) {
        tokenizer.close();
      }
      throw e;
    }
  }

  private static PromptEncoder prompts(
      CausalLmManifest manifest,
      CausalLmFiles files,
      @Nullable TextTokenizer tokenizer,
      CausalLmOptions options) {
    Set<String> controls = tokenizer == null ? Set.of() : tokenizer.promptTokens().names();
    return new PromptEncoder(
        manifest.name(),
        manifest.vocabulary(),
        tokenizer,
        manifest.beginToken(),
        files.chats(controls),
        options.templateVariables());
  }

  CausalLmManifest manifest() {
    return manifest;
  }

  List<Generation> generate(
      List<GenerationRequest> requests, Cancellation cancellation, GenerationListener listener) {
    return inFlight.call(
        () ->
            decoder.generate(requests.stream().map(this::toJob).toList(), cancellation, listener));
  }

  Generation generate(
      Job job, KeptCache kept, Cancellation cancellation, GenerationListener listener) {
    return inFlight.call(() -> decoder.generate(job, kept, cancellation, listener));
  }

  /** A request in the model's terms; its time runs from now on. */
  Job job(GenerationRequest request) {
    return inFlight.call(() -> toJob(request));
  }

  KeptCache keptCache() {
    return inFlight.call(decoder::keptCache);
  }

  List<float[]> score(List<TokenSequence> sequences, Cancellation cancellation) {
    sequences.forEach(this::check);
    return inFlight.call(() -> scorer.score(sequences, cancellation));
  }

  int[] encode(Prompt prompt) {
    return inFlight.call(() -> prompts.encode(prompt));
  }

  int[] encode(String text) {
    return inFlight.call(() -> prompts.encode(text));
  }

  /** Counts without the ids and offsets that encoding makes. */
  TokenCounter tokenCounter() {
    return text -> inFlight.call(() -> prompts.count(text));
  }

  OptionalInt maxTokens() {
    return OptionalInt.of(manifest.maxPositions());
  }

  int[] encodeResponse(String response) {
    return inFlight.call(() -> prompts.encodeResponse(response));
  }

  String decode(int[] ids) {
    return inFlight.call(() -> texts.decode(ids));
  }

  void load(Weights weights) {
    inFlight.callOutermost(() -> graph.load(weights));
  }

  int[] endTokens() {
    return endTokens.clone();
  }

  private Job toJob(GenerationRequest request) {
    if (tokenizer == null && !request.stopTexts().isEmpty()) {
      throw new IllegalArgumentException(
          manifest.name()
              + ": stopTexts: expected none, as the model has no tokenizer, found some");
    }
    int[] prompt = prompts.encode(request.prompt());
    requireRoom(prompt.length);
    return Job.of(request, prompt, manifest.maxPositions(), ends(request), tokenizer);
  }

  /** A stop text that spells a control token is that token, which texts may not show. */
  private Set<Integer> ends(GenerationRequest request) {
    Set<Integer> ends = new HashSet<>(Ints.asList(endTokens));
    if (tokenizer != null) {
      request.stopTexts().stream()
          .map(tokenizer.promptTokens()::id)
          .filter(Objects::nonNull)
          .forEach(ends::add);
    }
    return ends;
  }

  private void check(TokenSequence sequence) {
    int[] prompt = sequence.prompt();
    int[] response = sequence.response();
    prompts.check(prompt);
    prompts.check(response);
    requireRoom((long) prompt.length + response.length);
  }

  private void requireRoom(long tokens) {
    if (tokens > manifest.maxPositions()) {
      throw new GenerationException(
          Reason.PROMPT_TOO_LONG,
          "%s: expected at most %d tokens, found %d"
              .formatted(manifest.name(), manifest.maxPositions(), tokens));
    }
  }

  @Override
  public void close() {
    if (inFlight.close()) {
      try {
        graph.close();
      } finally {
        if (tokenizer != null) {
          tokenizer.close();
        }
      }
    }
  }
}
