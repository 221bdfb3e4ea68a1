package dev.longctx.langchain4j.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import java.util.List;

/** Prompts as conversations. */
final class Messages {

  private Messages() {}

  /** The turns; a text to continue is a turn of the user. Blank instructions say nothing. */
  static List<ChatMessage> of(Prompt prompt) {
    if (prompt instanceof Prompt.Chat chat) {
      return chat.messages().stream().filter(Messages::saysSomething).toList();
    }
    return List.of(ChatMessage.user(((Prompt.Text) prompt).text()));
  }

  private static boolean saysSomething(ChatMessage message) {
    return message.role() != ChatMessage.Role.SYSTEM || !message.content().isBlank();
  }

  static List<dev.langchain4j.data.message.ChatMessage> toLangChain4j(Prompt prompt) {
    return of(prompt).stream().map(Messages::toLangChain4j).toList();
  }

  private static dev.langchain4j.data.message.ChatMessage toLangChain4j(ChatMessage message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.content());
      case USER -> UserMessage.from(message.content());
      case ASSISTANT -> AiMessage.from(message.content());
    };
  }
}
