package dev.longctx.onnx.lm;

import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.Setting;
import dev.longctx.onnx.internal.TemplateVariables;
import java.util.Map;

/**
 * How a language model runs. The defaults suit an application with one model: all processors work
 * on one step.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class CausalLmOptions {

  private static final int DEFAULT_CHUNK = 512;
  private static final int DEFAULT_ROWS = 16;

  private final OnnxOptions onnx;
  private final int prefillChunk;
  private final int maxRows;
  private final Map<String, Object> templateVariables;
  private final boolean trainable;

  private CausalLmOptions(Builder builder) {
    onnx = builder.onnx.orElse(allProcessors());
    prefillChunk = builder.prefillChunk.orElse(DEFAULT_CHUNK);
    maxRows = builder.maxRows.orElse(DEFAULT_ROWS);
    templateVariables = builder.templateVariables.orElse(Map.of());
    trainable = builder.trainable.orElse(false);
  }

  private static OnnxOptions allProcessors() {
    return OnnxOptions.builder().intraOpThreads(Runtime.getRuntime().availableProcessors()).build();
  }

  /**
   * The options of a builder that was left alone.
   *
   * @return the processor with all its cores, chunks of 512 tokens, 16 rows
   */
  public static CausalLmOptions defaults() {
    return builder().build();
  }

  /**
   * A builder that starts at the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How the session runs.
   *
   * @return device, threads and memory
   */
  public OnnxOptions onnx() {
    return onnx;
  }

  /**
   * The most tokens of a prompt that are read at once.
   *
   * @return the count; less where the context is long
   */
  public int prefillChunk() {
    return prefillChunk;
  }

  /**
   * The most completions that grow at once.
   *
   * @return the count; graphs with dynamic int8 grow one at a time whatever it is
   */
  public int maxRows() {
    return maxRows;
  }

  /**
   * Variables of the chat template beside the messages.
   *
   * @return their values by name
   */
  public Map<String, Object> templateVariables() {
    return templateVariables;
  }

  /**
   * Whether the model takes new weights.
   *
   * @return true if {@link OnnxCausalLm#load(dev.longctx.api.training.Weights)} may be called
   */
  public boolean trainable() {
    return trainable;
  }

  @Override
  public String toString() {
    return "CausalLmOptions[onnx=%s, prefillChunk=%d, maxRows=%d, trainable=%s]"
        .formatted(onnx, prefillChunk, maxRows, trainable);
  }

  /**
   * Collects options, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private final Setting<OnnxOptions> onnx = new Setting<>("onnx");
    private final Setting<Integer> prefillChunk = new Setting<>("prefillChunk");
    private final Setting<Integer> maxRows = new Setting<>("maxRows");
    private final Setting<Map<String, Object>> templateVariables =
        new Setting<>("templateVariables");
    private final Setting<Boolean> trainable = new Setting<>("trainable");

    private Builder() {}

    /**
     * Gives how the session runs; by default on the processor, with all its cores for one step.
     *
     * @param options device, threads and memory
     * @return this builder
     */
    public Builder onnx(OnnxOptions options) {
      onnx.give(options);
      return this;
    }

    /**
     * Gives the most tokens of a prompt that are read at once; 512 by default. Fewer need less
     * memory and more time.
     *
     * @param tokens at least 1
     * @return this builder
     */
    public Builder prefillChunk(int tokens) {
      prefillChunk.give(atLeastOne("prefillChunk", tokens));
      return this;
    }

    /**
     * Gives the most completions that grow at once; 16 by default. Each needs a cache of its own,
     * as wide as that of the longest among them, in native memory ({@code
     * -XX:MaxDirectMemorySize}).
     *
     * @param rows at least 1
     * @return this builder
     */
    public Builder maxRows(int rows) {
      maxRows.give(atLeastOne("maxRows", rows));
      return this;
    }

    /**
     * Gives variables of the chat template beside the messages, such as {@code enable_thinking};
     * none by default. They are trusted: what they hold may become control tokens.
     *
     * @param variables texts, booleans and numbers by name
     * @return this builder
     * @throws IllegalArgumentException if a value is of another kind
     */
    public Builder templateVariables(Map<String, ?> variables) {
      templateVariables.give(TemplateVariables.checked(variables));
      return this;
    }

    /**
     * Gives whether the model takes new weights while it is open; false by default. Only graphs in
     * 32-bit floats do, with weights under their checkpoint's names, as {@code
     * docs/language-model-contract.md} says; others are refused when they are loaded. The model
     * runs as fast as any other and keeps its graph's file in memory.
     *
     * @param takesWeights true if it does
     * @return this builder
     */
    public Builder trainable(boolean takesWeights) {
      trainable.give(takesWeights);
      return this;
    }

    /**
     * The options as collected so far.
     *
     * @return immutable options
     */
    public CausalLmOptions build() {
      return new CausalLmOptions(this);
    }

    private static int atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
      }
      return value;
    }
  }
}
