package dev.longctx.align.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.export.LlamaFactoryFormat;
import dev.longctx.align.internal.export.TrlFormat;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes triples as preference data of other trainers, with the prompt of one context as theirs and
 * that of the other as a further column, which they ignore and an implementation of SoLoPO reads.
 * The columns {@code id} and {@code answers} come along. Immutable and thread-safe.
 */
public final class PreferenceExport {

  private final ContextPrompt prompt;
  private final ContextLength context;

  private PreferenceExport(Builder builder) {
    prompt = Once.or(builder.prompt, ContextPrompt.chat());
    context = Once.or(builder.context, ContextLength.SHORT);
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Writes LLaMA-Factory's preference data in its ShareGPT format: {@code NAME.json}, a list of
   * objects with {@code conversations}, {@code chosen} and {@code rejected}, and its entry in
   * {@code dataset_info.json}, beside those that stand there. The other context's prompt is {@code
   * long_conversations} or {@code short_conversations}.
   *
   * @param directory LLaMA-Factory's folder of data, or another
   * @param name of the data set: letters, digits, hyphens and underscores
   * @param triples what
   * @throws TrainingException if it cannot be written, or {@code dataset_info.json} is no object
   * @throws IllegalArgumentException if a prompt is made of tokens, or its turns are not those of
   *     user and assistant in turn, with the user's last
   */
  public void writeLlamaFactory(Path directory, String name, Iterable<Triple> triples) {
    requireName(name);
    Path info = directory.resolve("dataset_info.json");
    try {
      ObjectNode sets = Files.exists(info) ? Json.read(info, Reason.FAILED) : Json.object();
      sets.set(name, LlamaFactoryFormat.entry(name));
      WholeFile.write(
          directory.resolve(name + ".json"),
          writer -> {
            String before = "[\n";
            for (Triple triple : triples) {
              writer.append(before).append(Json.line(llamaFactory(triple)));
              before = ",\n";
            }
            writer.append(before.startsWith("[") ? "[]\n" : "\n]\n");
          });
      WholeFile.write(info, writer -> writer.append(Json.pretty(sets)).append('\n'));
    } catch (IOException e) {
      throw new TrainingException(Reason.FAILED, directory + ": cannot be written: " + e, e);
    }
  }

  /**
   * Writes TRL's preference data with an explicit prompt, a JSON object a line: {@code prompt},
   * {@code chosen} and {@code rejected}, as lists of turns where prompts are conversations, and as
   * texts where they are texts. The other context's prompt is {@code long_prompt} or {@code
   * short_prompt}.
   *
   * @param file where
   * @param triples what
   * @throws TrainingException if it cannot be written
   * @throws IllegalArgumentException if a prompt is made of tokens
   */
  public void writeTrl(Path file, Iterable<Triple> triples) {
    try {
      WholeFile.write(
          file,
          writer -> {
            for (Triple triple : triples) {
              writer.append(Json.line(trl(triple))).append('\n');
            }
          });
    } catch (IOException e) {
      throw new TrainingException(Reason.FAILED, file + ": cannot be written: " + e, e);
    }
  }

  private ObjectNode llamaFactory(Triple triple) {
    return LlamaFactoryFormat.example(triple, first(triple), otherName(), other(triple));
  }

  private ObjectNode trl(Triple triple) {
    return TrlFormat.example(triple, first(triple), otherName(), other(triple));
  }

  private Prompt first(Triple triple) {
    return prompt.of(
        triple.question(),
        context == ContextLength.SHORT ? triple.shortContext() : triple.longContext());
  }

  private Prompt other(Triple triple) {
    return prompt.of(
        triple.question(),
        context == ContextLength.SHORT ? triple.longContext() : triple.shortContext());
  }

  private String otherName() {
    return context == ContextLength.SHORT ? "long" : "short";
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,100}") || "dataset_info".equals(name)) {
      throw new IllegalArgumentException(
          "name: expected up to 100 letters, digits, hyphens and underscores, found " + name);
    }
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable ContextPrompt prompt;
    private @Nullable ContextLength context;

    private Builder() {}

    /**
     * Gives how a question and its context become a prompt; {@link ContextPrompt#chat()} by
     * default.
     *
     * @param value the prompt function
     * @return this builder
     */
    public Builder prompt(ContextPrompt value) {
      prompt = Once.give("prompt", prompt, Objects.requireNonNull(value, "prompt"));
      return this;
    }

    /**
     * Gives the context whose prompt the trainer reads; the short one by default. With the long
     * one, plain preference optimisation learns from long contexts.
     *
     * @param value which context
     * @return this builder
     */
    public Builder context(ContextLength value) {
      context = Once.give("context", context, Objects.requireNonNull(value, "context"));
      return this;
    }

    /**
     * The export as set so far.
     *
     * @return the export
     */
    public PreferenceExport build() {
      return new PreferenceExport(this);
    }
  }
}
