package dev.longctx.reason.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.ChatMessage.Role;
import dev.longctx.api.model.Prompt;
import dev.longctx.reason.curriculum.Problem;
import java.util.List;
import java.util.Locale;

/** Prompts as conversations. */
final class Turns {

  private Turns() {}

  /**
   * The turns of a problem's prompt; a text is one turn of the user.
   *
   * @throws IllegalArgumentException if the prompt is made of tokens
   */
  static List<ChatMessage> of(Problem problem) {
    if (problem.prompt() instanceof Prompt.Chat chat) {
      return chat.messages();
    }
    if (problem.prompt() instanceof Prompt.Text text) {
      return List.of(ChatMessage.user(text.text()));
    }
    throw new IllegalArgumentException(
        "problem %s, prompt: expected a conversation or a text, found tokens"
            .formatted(problem.id()));
  }

  /**
   * The words of a prompt that is one turn of the user.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static String only(Problem problem) {
    List<ChatMessage> turns = of(problem);
    if (turns.size() != 1 || turns.get(0).role() != Role.USER) {
      throw new IllegalArgumentException(
          "problem %s, prompt: expected one turn of the user, found %s"
              .formatted(problem.id(), turns.stream().map(ChatMessage::role).toList()));
    }
    return turns.get(0).content();
  }

  static void add(ArrayNode array, List<ChatMessage> turns) {
    turns.forEach(
        turn ->
            array
                .addObject()
                .put("role", turn.role().name().toLowerCase(Locale.ROOT))
                .put("content", turn.content()));
  }
}
