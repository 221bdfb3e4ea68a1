package dev.longctx.api.compression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the critic is told to look for: the control prompt of QwenLong-CPRS (section 2.2 of the
 * paper). Any sentence will do for critics that were trained to follow free text.
 *
 * @param text the instruction, blank for none
 * @param tag the category that the instruction asks for, for critics whose language-model head
 *     scores tag words; null for any category
 */
public record Instruction(String text, @Nullable String tag) {

  /** Asks for no more than the words that answer the question. */
  public static final Instruction ANSWER_PHRASES =
      of("Extract the words and phrases that answer the question.");

  /** Asks for the sentences that an answer can be built on. */
  public static final Instruction SUPPORTING_FACTS =
      new Instruction("Extract the sentences that are supporting facts for the question.", "fact");

  /** Asks for everything around the question's topic. */
  public static final Instruction RELATED_PARAGRAPHS =
      of("Extract the paragraphs that are related to the question.");

  /** Checks the components. */
  public Instruction {
    Objects.requireNonNull(text, "text");
    if (tag != null && tag.isBlank()) {
      throw new IllegalArgumentException("instruction tag must be null or not blank");
    }
  }

  /**
   * An instruction in the caller's own words.
   *
   * @param text what to look for, blank for none
   * @return the instruction, for any category
   */
  public static Instruction of(String text) {
    return new Instruction(text, null);
  }
}
