package dev.longctx.align.internal.export;

import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import java.util.List;

/** Prompts as conversations. */
final class Turns {

  private Turns() {}

  static List<ChatMessage> of(Prompt prompt) {
    if (prompt instanceof Prompt.Chat chat) {
      return chat.messages();
    }
    if (prompt instanceof Prompt.Text text) {
      return List.of(ChatMessage.user(text.text()));
    }
    throw new IllegalArgumentException("prompt: expected a conversation or text, found tokens");
  }
}
