package dev.longctx.align.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.data.Triple;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.ChatMessage.Role;
import dev.longctx.api.model.Prompt;
import dev.longctx.runs.json.Json;
import java.util.List;

/** LLaMA-Factory's preference data in its ShareGPT format, as its data/README.md describes it. */
public final class LlamaFactoryFormat {

  private LlamaFactoryFormat() {}

  /** What dataset_info.json says of a data set. */
  public static ObjectNode entry(String name) {
    ObjectNode entry = Json.object();
    entry.put("file_name", name + ".json").put("formatting", "sharegpt").put("ranking", true);
    entry
        .putObject("columns")
        .put("messages", "conversations")
        .put("chosen", "chosen")
        .put("rejected", "rejected");
    return entry;
  }

  /** An example with the prompt of one context, and that of the other in a column of its own. */
  public static ObjectNode example(Triple triple, Prompt prompt, String otherName, Prompt other) {
    ObjectNode example = Json.object();
    example.put("id", triple.id());
    turns(example.putArray("conversations"), Turns.of(prompt));
    example.set("chosen", turn("gpt", triple.chosen()));
    example.set("rejected", turn("gpt", triple.rejected()));
    turns(example.putArray(otherName + "_conversations"), Turns.of(other));
    triple.answers().forEach(example.putArray("answers")::add);
    return example;
  }

  private static void turns(ArrayNode array, List<ChatMessage> messages) {
    Role next = Role.USER;
    for (int i = 0; i < messages.size(); i++) {
      ChatMessage message = messages.get(i);
      boolean system = i == 0 && message.role() == Role.SYSTEM;
      if (!system && message.role() != next) {
        throw new IllegalArgumentException(
            "prompt, turn %d: expected one of %s, found %s".formatted(i + 1, next, message.role()));
      }
      if (!system) {
        next = next == Role.USER ? Role.ASSISTANT : Role.USER;
      }
      array.add(turn(name(message.role()), message.content()));
    }
    if (next == Role.USER) {
      throw new IllegalArgumentException("prompt: expected the user's turn at its end, found none");
    }
  }

  private static ObjectNode turn(String from, String value) {
    return Json.object().put("from", from).put("value", value);
  }

  private static String name(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case USER -> "human";
      case ASSISTANT -> "gpt";
    };
  }
}
