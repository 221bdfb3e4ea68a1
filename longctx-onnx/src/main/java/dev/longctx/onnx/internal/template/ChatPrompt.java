package dev.longctx.onnx.internal.template;

import dev.longctx.api.ModelException;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.ChatMessage.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns conversations into prompts by a model's chat template.
 *
 * <p>The contents of messages are untrusted: what spells a control token in them stays text,
 * whether it stands there whole or becomes whole only beside what the template or another message
 * writes on one side of it. (A template that itself writes a token's beginning before a content and
 * its end behind would make one of what stands between.) One exception: {@code <think>} and {@code
 * </think>} in the model's own messages, since templates look for them. The concatenated pieces are
 * what the template alone renders, unless it looks for other control tokens in contents, counts
 * their characters or cuts them by position.
 *
 * <p>Immutable and thread-safe.
 */
public final class ChatPrompt {

  private static final Set<String> THOUGHTS = Set.of("<think>", "</think>");
  private static final String MESSAGES = "messages";
  private static final String ANSWER = "add_generation_prompt";
  private static final String BETWEEN_CONTENTS = "\n\n";

  private final @Nullable ChatTemplate template;
  private final Map<String, String> specialTokens;
  private final ControlTokens controlTokens;

  private ChatPrompt(
      @Nullable ChatTemplate template,
      Map<String, String> specialTokens,
      Collection<String> controlTokens) {
    this.template = template;
    this.specialTokens = specialTokens;
    this.controlTokens = new ControlTokens(controlTokens);
  }

  /**
   * Prompts of a model without a chat template: the contents separated by blank lines.
   *
   * @return the prompts
   */
  public static ChatPrompt withoutTemplate() {
    return new ChatPrompt(null, Map.of(), List.of());
  }

  /**
   * Prompts by the template in a tokenizer's configuration; like {@link #withoutTemplate()} where
   * it has none.
   *
   * @param config the content of a {@code tokenizer_config.json}
   * @param where the file, for messages
   * @param controlTokens the spellings of the tokens that only a template may write
   * @return the prompts
   * @throws ModelException if the configuration or the template cannot be read
   */
  public static ChatPrompt of(byte[] config, String where, Collection<String> controlTokens) {
    TokenizerConfig read = TokenizerConfig.parse(config, where);
    return of(read, read.template(), where, controlTokens);
  }

  /**
   * Prompts by a template in a file of its own, which wins over the one in the configuration.
   *
   * @param config the content of a {@code tokenizer_config.json}, which says what {@code bos_token}
   *     and the like are
   * @param where the file, for messages
   * @param template the content of a {@code chat_template.jinja}
   * @param whereTemplate the template's file, for messages
   * @param controlTokens the spellings of the tokens that only a template may write
   * @return the prompts
   * @throws ModelException if the configuration or the template cannot be read
   */
  public static ChatPrompt of(
      byte[] config,
      String where,
      String template,
      String whereTemplate,
      Collection<String> controlTokens) {
    TokenizerConfig read = TokenizerConfig.parse(config, where);
    return of(read, template, whereTemplate, controlTokens);
  }

  private static ChatPrompt of(
      TokenizerConfig config,
      @Nullable String template,
      String where,
      Collection<String> controlTokens) {
    return new ChatPrompt(
        template == null ? null : ChatTemplate.parse(template, where),
        config.specialTokens(),
        controlTokens);
  }

  /**
   * Whether a template renders the messages.
   *
   * @return false where their contents are joined
   */
  public boolean hasTemplate() {
    return template != null;
  }

  /**
   * The prompt that the model answers.
   *
   * @param messages the conversation
   * @param variables further variables of the template, such as {@code enable_thinking}; trusted,
   *     of the kinds that {@link ChatTemplate#render} takes
   * @return the prompt's pieces
   * @throws ModelException if the template goes wrong
   * @throws dev.longctx.api.model.GenerationException if the template refuses the messages
   */
  public List<PromptPiece> render(
      List<ChatMessage> messages, Map<String, ? extends @Nullable Object> variables) {
    if (template == null) {
      String contents =
          messages.stream().map(ChatMessage::content).collect(Collectors.joining(BETWEEN_CONTENTS));
      return contents.isEmpty() ? List.of() : List.of(new PromptPiece.Text(contents));
    }
    ContentShield shield = new ContentShield(controlTokens);
    Map<String, @Nullable Object> all = new HashMap<>(specialTokens);
    all.put("tools", null);
    all.put("documents", null);
    all.putAll(variables);
    if (all.containsKey(MESSAGES) || all.containsKey(ANSWER)) {
      throw new IllegalArgumentException(
          "variables: expected neither %s nor %s, found %s"
              .formatted(MESSAGES, ANSWER, variables.keySet()));
    }
    all.put(MESSAGES, messages.stream().map(message -> shielded(message, shield)).toList());
    all.put(ANSWER, true);
    return shield.show(template.render(all));
  }

  private static Map<String, String> shielded(ChatMessage message, ContentShield shield) {
    Set<String> kept = message.role() == Role.ASSISTANT ? THOUGHTS : Set.of();
    return Map.of(
        "role", message.role().name().toLowerCase(Locale.ROOT),
        "content", shield.hide(message.content(), kept));
  }
}
