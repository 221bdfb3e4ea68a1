package dev.longctx.onnx.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.onnx.internal.InFlight;
import dev.longctx.onnx.internal.lm.Decoder;
import dev.longctx.onnx.internal.lm.DecoderGraph;
import dev.longctx.onnx.internal.lm.Job;
import dev.longctx.onnx.internal.lm.KeptCache;
import dev.longctx.onnx.internal.lm.PromptEncoder;
import dev.longctx.onnx.internal.lm.Scorer;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An open model, which the model and its sessions share. Thread-safe. */
final class OpenCausalLm implements AutoCloseable {

  private final CausalLmManifest manifest;
  private final DecoderGraph graph;
  private final @Nullable TextTokenizer tokenizer;
  private final PromptEncoder prompts;
  private final Decoder decoder;
  private final Scorer scorer;
  private final Set<Integer> endTokens;
  private final InFlight inFlight;

  private OpenCausalLm(
      CausalLmManifest manifest,
      DecoderGraph graph,
      @Nullable TextTokenizer tokenizer,
      CausalLmOptions options) {
    this.manifest = manifest;
    this.graph = graph;
    this.tokenizer = tokenizer;
    prompts =
        new PromptEncoder(manifest.name(), manifest.vocabulary(), tokenizer, manifest.beginToken());
    decoder = new Decoder(graph, options.prefillChunk(), options.maxRows());
    scorer = new Scorer(graph, options.prefillChunk());
    endTokens = new HashSet<>();
    if (tokenizer != null) {
      manifest.endTokens().forEach(name -> endTokens.add(tokenizer.id(name)));
    }
    inFlight = new InFlight("language model " + manifest.name());
  }

  static OpenCausalLm open(
      CausalLmManifest manifest, CausalLmFiles files, CausalLmOptions options) {
    TextTokenizer tokenizer = files.openTokenizer();
    try {
      DecoderGraph graph = files.openGraph(options.onnx());
      return new OpenCausalLm(manifest, graph, tokenizer, options);
    } catch (RuntimeException e) {
      if (tokenizer != null) {
        tokenizer.close();
      }
      throw e;
    }
  }

  CausalLmManifest manifest() {
    return manifest;
  }

  List<Generation> generate(
      List<GenerationRequest> requests, Cancellation cancellation, GenerationListener listener) {
    return inFlight.call(
        () -> decoder.generate(requests.stream().map(this::job).toList(), cancellation, listener));
  }

  Generation generate(
      GenerationRequest request,
      KeptCache kept,
      Cancellation cancellation,
      GenerationListener listener) {
    return inFlight.call(() -> decoder.generate(job(request), kept, cancellation, listener));
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

  private Job job(GenerationRequest request) {
    if (tokenizer == null && !request.stopTexts().isEmpty()) {
      throw new IllegalArgumentException(
          manifest.name()
              + ": stopTexts: expected none, as the model has no tokenizer, found some");
    }
    int[] prompt = prompts.encode(request.prompt());
    requireRoom(prompt.length);
    return Job.of(request, prompt, manifest.maxPositions(), endTokens, tokenizer);
  }

  private void check(TokenSequence sequence) {
    prompts.check(sequence.prompt());
    prompts.check(sequence.response());
    requireRoom((long) sequence.prompt().length + sequence.response().length);
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
