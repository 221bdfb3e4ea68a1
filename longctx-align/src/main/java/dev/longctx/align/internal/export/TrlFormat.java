package dev.longctx.align.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.data.Triple;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.runs.json.Json;
import java.util.List;
import java.util.Locale;

/** TRL's preference data with an explicit prompt, standard or conversational. */
public final class TrlFormat {

  private TrlFormat() {}

  /** An example with the prompt of one context, and that of the other in a column of its own. */
  public static ObjectNode example(Triple triple, Prompt prompt, String otherName, Prompt other) {
    ObjectNode example = Json.object();
    example.put("id", triple.id());
    if (prompt instanceof Prompt.Text text && other instanceof Prompt.Text otherText) {
      example
          .put("prompt", text.text())
          .put("chosen", triple.chosen())
          .put("rejected", triple.rejected())
          .put(otherName + "_prompt", otherText.text());
    } else {
      turns(example.putArray("prompt"), Turns.of(prompt));
      turns(example.putArray("chosen"), List.of(ChatMessage.assistant(triple.chosen())));
      turns(example.putArray("rejected"), List.of(ChatMessage.assistant(triple.rejected())));
      turns(example.putArray(otherName + "_prompt"), Turns.of(other));
    }
    triple.answers().forEach(example.putArray("answers")::add);
    return example;
  }

  private static void turns(ArrayNode array, List<ChatMessage> messages) {
    messages.forEach(
        message ->
            array
                .addObject()
                .put("role", message.role().name().toLowerCase(Locale.ROOT))
                .put("content", message.content()));
  }
}
