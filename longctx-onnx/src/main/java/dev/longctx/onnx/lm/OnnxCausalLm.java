package dev.longctx.onnx.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.api.training.WeightTarget;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.files.ModelDirectory;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * A language model that runs in this process: a decoder with key-value cache, its tokenizer and its
 * chat template, from a directory that {@code docs/language-model-contract.md} describes. It
 * generates, and it scores given responses.
 *
 * <p>A prompt is read once for all its samples, in chunks; samples, also of several requests, grow
 * in one batch. The cache lies outside of the Java heap. On a CUDA device it crosses to the host at
 * every token, since the engine's Java API cannot leave it there.
 *
 * <p>Completions continue the prompt: a text prompt's completion begins with a blank where the text
 * does. Control tokens that tokenizers call special are left out of it, others such as {@code
 * <think>} are part of it.
 *
 * <p>Thread-safe; calls share the engine's threads. The same seed and request give the same text
 * for the same company in a batch; other company may change a sum's last bits and so, rarely, a
 * choice. Closing waits for running calls. Texts are untrusted: nothing in them becomes a control
 * token.
 */
public final class OnnxCausalLm implements LanguageModel, SequenceScorer, Tokenizer, WeightTarget {

  private static final String MANIFEST = "longctx.json";
  private static final int MAX_MANIFEST = 1 << 20;

  private final OpenCausalLm model;

  private OnnxCausalLm(OpenCausalLm model) {
    this.model = model;
  }

  /**
   * Loads a model with the default options.
   *
   * @param directory holds {@code longctx.json}
   * @return the open model, to be closed
   * @throws ModelException if a file is missing or not as the manifest says, or the engine refuses
   *     it
   */
  public static OnnxCausalLm load(Path directory) {
    return load(directory, CausalLmOptions.defaults());
  }

  /**
   * Loads a model. Size and SHA-256 of every file are verified before native code sees it.
   *
   * @param directory holds {@code longctx.json}
   * @param options how it runs
   * @return the open model, to be closed
   * @throws ModelException if a file is missing or not as the manifest says, or the engine refuses
   *     it
   */
  public static OnnxCausalLm load(Path directory, CausalLmOptions options) {
    VerifiedFiles files = new VerifiedFiles(source(directory));
    CausalLmManifest manifest =
        CausalLmManifestReader.read(
            files.readUnverified(MANIFEST, MAX_MANIFEST), files.nameOf(MANIFEST));
    CausalLmFiles verified = CausalLmFiles.verify(manifest, files);
    return new OnnxCausalLm(OpenCausalLm.open(manifest, verified, options));
  }

  private static ModelDirectory source(Path directory) {
    try {
      return ModelDirectory.of(directory);
    } catch (IOException e) {
      throw new ModelException(
          directory + ": expected a language model's directory, found none", e);
    }
  }

  /**
   * What the model's directory says.
   *
   * @return the manifest
   */
  public CausalLmManifest manifest() {
    return model.manifest();
  }

  @Override
  public Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    return model.generate(List.of(request), cancellation, listener).get(0);
  }

  /** {@inheritDoc} Prompts are read one after another, completions grow together. */
  @Override
  public List<Generation> generateAll(List<GenerationRequest> requests, Cancellation cancellation) {
    return model.generate(requests, cancellation, GenerationListener.NONE);
  }

  /** {@inheritDoc} Sequences with equal prompts that follow one another read it once. */
  @Override
  public List<float[]> logProbs(List<TokenSequence> sequences, Cancellation cancellation) {
    return model.score(sequences, cancellation);
  }

  /**
   * {@inheritDoc} From then on the model gives the bits that a fresh export of the weights gives
   * under the same options, and sessions read their prompts anew. Calls are not held up: a new
   * session of the engine is made beside the old one, so native memory must hold the weights three
   * times for a moment. Takes about as long as opening the model without reading its files.
   *
   * @throws ModelException if names or shapes differ from the graph's, or memory runs out; the
   *     model then is as before
   * @throws IllegalStateException if the model was not loaded with {@link
   *     CausalLmOptions.Builder#trainable}, is closed, or the calling thread is inside a call to it
   */
  @Override
  public void load(Weights weights) {
    model.load(weights);
  }

  /**
   * Opens a session, which remembers what it read: a prompt that begins as the last one did is read
   * from where they part.
   *
   * @return a session with an empty memory, to be closed before the model
   */
  public CausalLmSession openSession() {
    return new CausalLmSession(model, model.keptCache());
  }

  @Override
  public int[] encode(Prompt prompt) {
    return model.encode(prompt);
  }

  @Override
  public int[] encode(String text) {
    return model.encode(text);
  }

  @Override
  public int[] encodeResponse(String response) {
    return model.encodeResponse(response);
  }

  /** {@inheritDoc} At most 2^28 characters; more are an {@link IllegalArgumentException}. */
  @Override
  public String decode(int[] ids) {
    return model.decode(ids);
  }

  /** {@inheritDoc} In the manifest's order. */
  @Override
  public int[] endTokens() {
    return model.endTokens();
  }

  @Override
  public TokenCounter tokenCounter() {
    return model.tokenCounter();
  }

  @Override
  public int countTokens(Prompt prompt) {
    return model.encode(prompt).length;
  }

  @Override
  public OptionalInt maxTokens() {
    return model.maxTokens();
  }

  @Override
  public void close() {
    model.close();
  }

  @Override
  public String toString() {
    return "OnnxCausalLm[" + model.manifest().name() + "]";
  }
}
