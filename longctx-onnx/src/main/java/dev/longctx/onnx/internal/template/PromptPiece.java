package dev.longctx.onnx.internal.template;

import java.util.Objects;

/** A part of a prompt. The texts of all parts, one behind the other, are the prompt. */
public sealed interface PromptPiece {

  /**
   * What it looks like.
   *
   * @return the characters
   */
  String text();

  /**
   * A control token, written by the template itself.
   *
   * @param text the token as the tokenizer spells it
   */
  record Control(String text) implements PromptPiece {

    /** Checks the component. */
    public Control {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * Ordinary text, to be tokenised without reading control tokens from it.
   *
   * @param text the characters, not empty
   */
  record Text(String text) implements PromptPiece {

    /** Checks the component. */
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }
}
