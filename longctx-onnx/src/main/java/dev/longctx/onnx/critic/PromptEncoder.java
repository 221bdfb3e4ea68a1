package dev.longctx.onnx.critic;

import com.google.common.primitives.Ints;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes prompts: special tokens as single ids, the caller's text as plain text. */
final class PromptEncoder {

  private final CriticManifest.Prompt format;
  private final TextTokenizer tokenizer;

  PromptEncoder(CriticManifest.Prompt format, TextTokenizer tokenizer) {
    this.format = format;
    this.tokenizer = tokenizer;
  }

  CriticPrompt encode(String instruction, String query) {
    return switch (format.template()) {
      case CHATML_CONTEXT -> new CriticPrompt(chatMl(instruction, query), new int[0]);
      case PAIR -> new CriticPrompt(pair(instruction, query), special(format.end()));
      case NONE -> new CriticPrompt(special(format.begin()), special(format.end()));
    };
  }

  private int[] chatMl(String instruction, String query) {
    List<int[]> parts = new ArrayList<>();
    addMessage(parts, "system\n" + instruction);
    addMessage(parts, "user\n" + query);
    parts.add(special(format.begin()));
    parts.add(text("context\n"));
    return concat(parts);
  }

  private void addMessage(List<int[]> parts, String message) {
    parts.add(special(format.begin()));
    parts.add(text(message));
    parts.add(special(format.end()));
    parts.add(text("\n"));
  }

  private int[] pair(String instruction, String query) {
    String question =
        Stream.of(instruction, query)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return concat(List.of(special(format.begin()), text(question), special(format.end())));
  }

  private int[] special(@Nullable String token) {
    return token == null ? new int[0] : new int[] {tokenizer.id(token)};
  }

  private int[] text(String text) {
    EncodedText tokens = tokenizer.encode(text);
    return tokens.ids(0, tokens.size());
  }

  private static int[] concat(List<int[]> parts) {
    return Ints.concat(parts.toArray(new int[0][]));
  }
}
