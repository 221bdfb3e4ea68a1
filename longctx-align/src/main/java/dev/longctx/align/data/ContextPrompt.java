package dev.longctx.align.data;

import dev.longctx.api.Document;
import dev.longctx.api.model.Prompt;
import java.util.List;

/**
 * How a question and its context become what a model continues. It is the same for the short and
 * for the long context. Implementations are thread-safe and always give the same for the same.
 */
@FunctionalInterface
public interface ContextPrompt {

  /**
   * The prompt.
   *
   * @param question what is asked
   * @param documents the context, in order
   * @return what the model continues
   */
  Prompt of(String question, List<Document> documents);

  /**
   * A conversation of one turn: the documents' texts, numbered from 1, then the question.
   *
   * @return the prompt function
   */
  static ContextPrompt chat() {
    return (question, documents) -> Prompt.user(PromptLayout.numbered(question, documents));
  }

  /**
   * A plain text, for models without conversations: the documents' texts, numbered from 1, the
   * question, and {@code Answer:}.
   *
   * @return the prompt function
   */
  static ContextPrompt text() {
    return (question, documents) ->
        Prompt.text(PromptLayout.numbered(question, documents) + "\n\nAnswer:");
  }
}
