package dev.longctx.api.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What a model continues. */
public sealed interface Prompt {

  /**
   * A text that the model continues as it stands, after the tokens that it begins every text with.
   * Nothing in it is read as a control token.
   *
   * @param text the text, maybe empty where the model begins every text with a token
   */
  record Text(String text) implements Prompt {

    /** Checks the component. */
    public Text {
      Objects.requireNonNull(text, "text");
    }

    /** The prompt without its text, which may be private. */
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /**
   * A conversation that the model's own chat template renders and that the model answers. A model
   * without a template reads the contents separated by blank lines.
   *
   * @param messages at least one; the answer follows the last
   */
  record Chat(List<ChatMessage> messages) implements Prompt {

    /** Checks and copies the component. */
    public Chat {
      messages = List.copyOf(messages);
      if (messages.isEmpty()) {
        throw new IllegalArgumentException("messages: expected at least one, found none");
      }
    }
  }

  /**
   * Tokens of the model's own vocabulary, which only local models take. Immutable: the array is
   * copied in and out.
   *
   * @param ids at least one
   */
  @SuppressWarnings("ArrayRecordComponent") // prompts are never compared
  record Tokens(int[] ids) implements Prompt {

    /** Checks and copies the component. */
    public Tokens {
      ids = ids.clone();
      if (ids.length == 0) {
        throw new IllegalArgumentException("ids: expected at least one, found none");
      }
    }

    /**
     * The tokens.
     *
     * @return a copy
     */
    @Override
    public int[] ids() {
      return ids.clone();
    }

    @Override
    public String toString() {
      return "Tokens[" + ids.length + "]";
    }
  }

  /**
   * A text to continue.
   *
   * @param text the text
   * @return the prompt
   */
  static Prompt text(String text) {
    return new Text(text);
  }

  /**
   * Tokens to continue.
   *
   * @param ids of the model's vocabulary, at least one
   * @return the prompt
   */
  static Prompt tokens(int... ids) {
    return new Tokens(ids);
  }

  /**
   * A conversation to answer.
   *
   * @param messages its turns
   * @return the prompt
   */
  static Prompt chat(ChatMessage... messages) {
    return new Chat(Arrays.asList(messages));
  }

  /**
   * A conversation of one turn.
   *
   * @param content what the user says
   * @return the prompt
   */
  static Prompt user(String content) {
    return chat(ChatMessage.user(content));
  }
}
