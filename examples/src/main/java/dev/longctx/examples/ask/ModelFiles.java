package dev.longctx.examples.ask;

import dev.longctx.api.model.LanguageModel;
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
    return new ModelFiles(OnnxCausalLm.load(directory));
  }

  LanguageModel languageModel() {
    return session;
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
