package dev.longctx.reason.prompt;

import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.reason.internal.prompt.ClosingTag;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a text and a question become a prompt. Immutable and thread-safe.
 *
 * <p>Text and question are put in once and as they are, stripped: a place holder inside them stays
 * what it is. Where the template ends the text with a tag, such as {@code </text>}, that tag alone
 * is broken up inside the text (to {@code <\/text>}), so that no document can end its own part of
 * the prompt and go on as the question.
 */
public final class PromptTemplate {

  private static final String TEXT = "{text}";
  private static final String QUESTION = "{question}";

  private static final PromptTemplate QWEN_LONG_L1 =
      of(
          """
          Please read the following text and answer the question below.

          <text>
          {text}
          </text>

          {question}

          Format your response as follows: "Therefore, the answer is (insert answer here)".""");

  private static final PromptTemplate MULTIPLE_CHOICE =
      of(
          """
          Please read the following text and answer the question below.

          <text>
          {text}
          </text>

          {question}

          Format your response as follows: "The correct answer is (insert answer here)".""");

  private final String before;
  private final String between;
  private final String after;
  private final boolean textFirst;
  private final @Nullable ClosingTag closingTag;
  private final @Nullable String system;

  private PromptTemplate(
      String before, String between, String after, boolean textFirst, @Nullable String system) {
    this.before = before;
    this.between = between;
    this.after = after;
    this.textFirst = textFirst;
    this.system = system;
    closingTag = ClosingTag.startOf(textFirst ? between : after);
  }

  /**
   * The prompt of QwenLong-L1 (arXiv 2505.17667, table 1), which asks for {@code Therefore, the
   * answer is (insert answer here)}.
   *
   * @return the template
   */
  public static PromptTemplate qwenLongL1() {
    return QWEN_LONG_L1;
  }

  /**
   * The same for questions that list their choices, which asks for {@code The correct answer is
   * (insert answer here)}. The question holds the choices, one a line after its letter: {@code (A)
   * ...}.
   *
   * @return the template
   */
  public static PromptTemplate multipleChoice() {
    return MULTIPLE_CHOICE;
  }

  /**
   * A template in the caller's own words.
   *
   * @param template a text with {@code {text}} and {@code {question}}, each once, and some words
   *     between the two; other braces stand for themselves
   * @return the template
   * @throws IllegalArgumentException if a place holder is missing or there twice, or nothing stands
   *     between them
   */
  public static PromptTemplate of(String template) {
    int text = onlyPlaceOf(TEXT, template);
    int question = onlyPlaceOf(QUESTION, template);
    boolean textFirst = text < question;
    int firstEnd = textFirst ? text + TEXT.length() : question + QUESTION.length();
    int second = Math.max(text, question);
    int secondEnd = textFirst ? question + QUESTION.length() : text + TEXT.length();
    String between = template.substring(firstEnd, second);
    if (between.isBlank()) {
      throw new IllegalArgumentException(
          "template: expected words between {text} and {question}, found none");
    }
    return new PromptTemplate(
        template.substring(0, Math.min(text, question)),
        between,
        template.substring(secondEnd),
        textFirst,
        null);
  }

  private static int onlyPlaceOf(String holder, String template) {
    int at = template.indexOf(holder);
    if (at < 0) {
      throw new IllegalArgumentException("template: expected " + holder + ", found none");
    }
    if (template.indexOf(holder, at + 1) >= 0) {
      throw new IllegalArgumentException("template: expected " + holder + " once, found it twice");
    }
    return at;
  }

  /**
   * The same template after a message of standing instructions. QwenLong-L1 has none.
   *
   * @param message what the system message says, not blank
   * @return a copy
   */
  public PromptTemplate withSystem(String message) {
    if (message.isBlank()) {
      throw new IllegalArgumentException("system: expected a message, found a blank one");
    }
    return new PromptTemplate(before, between, after, textFirst, message);
  }

  /**
   * The prompt for a text and a question.
   *
   * @param text what to read, untrusted, maybe empty
   * @param question what to answer
   * @return a conversation that ends with the user's turn
   */
  public Prompt render(String text, String question) {
    ChatMessage user = ChatMessage.user(content(text, question));
    return system == null ? Prompt.chat(user) : Prompt.chat(ChatMessage.system(system), user);
  }

  /**
   * The words of the user's turn.
   *
   * @param text what to read, untrusted, maybe empty
   * @param question what to answer
   * @return the template filled in
   */
  public String content(String text, String question) {
    String inert = inert(text.strip());
    String asked = question.strip();
    return textFirst
        ? before + inert + between + asked + after
        : before + asked + between + inert + after;
  }

  private String inert(String text) {
    return closingTag == null ? text : closingTag.breakUp(text);
  }

  /**
   * Finds the question in a filled-in template, for judges that have only the prompt. The border to
   * the text is the one farthest from the text's beginning, so what a document holds cannot pass
   * for the question; a question that holds the border itself is cut there.
   *
   * @param content words of a user's turn, from {@link #content} or from a data set
   * @return the question, or empty where the words are not this template's
   */
  public Optional<String> questionOf(String content) {
    Objects.requireNonNull(content, "content");
    int end = content.length() - after.length();
    if (!content.startsWith(before) || !content.endsWith(after) || end < before.length()) {
      return Optional.empty();
    }
    String inner = content.substring(before.length(), end);
    int border = textFirst ? inner.lastIndexOf(between) : inner.indexOf(between);
    if (border < 0) {
      return Optional.empty();
    }
    return Optional.of(
        textFirst ? inner.substring(border + between.length()) : inner.substring(0, border));
  }
}
