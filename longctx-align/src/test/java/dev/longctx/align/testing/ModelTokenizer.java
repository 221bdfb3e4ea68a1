package dev.longctx.align.testing;

import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.onnx.lm.OnnxCausalLm;

/** The tokenizer of a local model. */
public record ModelTokenizer(OnnxCausalLm model) implements Tokenizer {

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

  @Override
  public String decode(int[] ids) {
    throw new UnsupportedOperationException("nothing here decodes");
  }

  @Override
  public int[] endTokens() {
    throw new UnsupportedOperationException("nothing here ends completions");
  }
}
