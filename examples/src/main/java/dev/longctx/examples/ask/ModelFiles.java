package dev.longctx.examples.ask;

import dev.longctx.align.RewardAligner;
import dev.longctx.api.ModelException;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.reasoning.Aligner;
import dev.longctx.onnx.lm.CausalLmSession;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.nio.file.Path;

/** A language model from a directory, which remembers the text between two questions about it. */
final class ModelFiles implements AutoCloseable {

  private final OnnxCausalLm model;
  private final CausalLmSession session;

  private ModelFiles(OnnxCausalLm model) {
    this.model = model;
    session = model.openSession();
  }

  static ModelFiles load(Path directory) {
    OnnxCausalLm model = OnnxCausalLm.load(directory);
    try {
      requireText(directory, model);
      return new ModelFiles(model);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** A model of token numbers alone can neither be asked nor understood. */
  private static void requireText(Path directory, OnnxCausalLm model) {
    try {
      model.countTokens(Prompt.chat(ChatMessage.user("?")));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          directory + ": expected a model with a tokenizer and a chat template, found one without",
          e);
    }
  }

  LanguageModel languageModel() {
    return session;
  }

  /** Rewards of this model. */
  Aligner aligner() {
    return RewardAligner.simPo().scorer(model).tokenizer(model).build();
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
