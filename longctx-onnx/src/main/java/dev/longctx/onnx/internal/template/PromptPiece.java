package dev.longctx.onnx.internal.template;

import java.util.Collection;
import java.util.List;
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
   * Cuts a trusted text at control tokens, the longest first.
   *
   * @param text the text
   * @param controlTokens their spellings
   * @return its pieces, in order
   */
  static List<PromptPiece> cut(String text, Collection<String> controlTokens) {
    return new ContentShield(new ControlTokens(controlTokens)).show(text);
  }

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
