package dev.longctx.api.model;

import java.util.Objects;

/**
 * One turn of a conversation. Its text is untrusted: models render it so that nothing in it can
 * open another turn.
 *
 * @param role whose turn it is
 * @param content the text, maybe empty
 */
public record ChatMessage(Role role, String content) {

  /** Checks the components. */
  public ChatMessage {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(content, "content");
  }

  /** The message without its text, which may be private. */
  @Override
  public String toString() {
    return "ChatMessage[%s, %d characters]".formatted(role, content.length());
  }

  /** Whose turn a message is. */
  public enum Role {
    /** The application's standing instructions. */
    SYSTEM,
    /** The one who asks. */
    USER,
    /** The model itself. */
    ASSISTANT
  }

  /**
   * A message of standing instructions.
   *
   * @param content the text
   * @return the message
   */
  public static ChatMessage system(String content) {
    return new ChatMessage(Role.SYSTEM, content);
  }

  /**
   * A message of the one who asks.
   *
   * @param content the text
   * @return the message
   */
  public static ChatMessage user(String content) {
    return new ChatMessage(Role.USER, content);
  }

  /**
   * A message of the model.
   *
   * @param content the text
   * @return the message
   */
  public static ChatMessage assistant(String content) {
    return new ChatMessage(Role.ASSISTANT, content);
  }
}
