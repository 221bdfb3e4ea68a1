package dev.longctx.align.testing;

import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One token a word, in order of appearance; 0 ends a response and 1 begins a turn. */
public final class WordTokenizer implements Tokenizer {

  private final List<String> words = new ArrayList<>(List.of("<end>", "<turn>"));

  @Override
  public int[] encode(Prompt prompt) {
    if (prompt instanceof Prompt.Chat chat) {
      return encode(
          chat.messages().stream()
              .map(ChatMessage::content)
              .collect(Collectors.joining(" <turn> ", "<turn> ", "")));
    }
    return encode(((Prompt.Text) prompt).text());
  }

  @Override
  public synchronized int[] encode(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .mapToInt(this::id)
        .toArray();
  }

  private int id(String word) {
    if (!words.contains(word)) {
      words.add(word);
    }
    return words.indexOf(word);
  }

  @Override
  public int[] encodeResponse(String response) {
    return encode(response);
  }

  @Override
  public synchronized String decode(int[] ids) {
    return Arrays.stream(ids).mapToObj(words::get).collect(Collectors.joining(" "));
  }

  @Override
  public int[] endTokens() {
    return new int[] {0};
  }
}
