package dev.longctx.api.model;

import java.util.Objects;

/**
 * What a model said. The text is untrusted.
 *
 * @param text without stop texts and control tokens that ended it
 * @param finish why it ended
 * @param tokens what it was made of
 */
public record Completion(String text, FinishReason finish, TokenTrace tokens) {

  /** Checks the components. */
  public Completion {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(finish, "finish");
    Objects.requireNonNull(tokens, "tokens");
  }
}
