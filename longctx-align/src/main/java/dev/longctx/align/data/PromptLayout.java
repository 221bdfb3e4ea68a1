package dev.longctx.align.data;

import dev.longctx.api.Document;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How {@link ContextPrompt}'s own prompts look. */
final class PromptLayout {

  private PromptLayout() {}

  static String numbered(String question, List<Document> documents) {
    return IntStream.range(0, documents.size())
        .mapToObj(i -> "Document %d:\n%s\n\n".formatted(i + 1, documents.get(i).text()))
        .collect(Collectors.joining("", "", "Question: " + question));
  }
}
