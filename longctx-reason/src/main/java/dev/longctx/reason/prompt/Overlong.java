package dev.longctx.reason.prompt;

import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Instruction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a text with which the prompt would be too long. Instruction, question and format
 * are always kept whole; where they alone are too long, every rule refuses.
 */
public sealed interface Overlong {

  /**
   * The prompt is refused, with {@link
   * dev.longctx.api.model.GenerationException.Reason#PROMPT_TOO_LONG}. So does QwenLong-L1 in
   * training.
   */
  record Reject() implements Overlong {}

  /**
   * The text's middle is left out, so that head and tail have equally many tokens of the policy's
   * model. QwenLong-L1's evaluations cut whole prompts like this (arXiv 2505.17667, section 4.1).
   *
   * @param omissionMark what stands in place of the middle, not blank
   */
  record HeadAndTail(String omissionMark) implements Overlong {

    /** Checks the component. */
    public HeadAndTail {
      if (omissionMark.isBlank()) {
        throw new IllegalArgumentException("omissionMark: expected a text, found a blank one");
      }
    }
  }

  /**
   * The documents are compressed for the question to the tokens that the prompt has left for them.
   * That starts from the whole documents even where the text to read was compressed before: the
   * best choice within few tokens is not always a part of the best within many.
   *
   * @param compressor what compresses, which stays the caller's; it must serve budgets in tokens
   * @param granularity the unit that is kept or dropped
   * @param instruction what the critic is told to look for, or null for what the granularity
   *     suggests
   */
  record Compress(Compressor compressor, Granularity granularity, @Nullable Instruction instruction)
      implements Overlong {

    /** Checks the components. */
    public Compress {
      Objects.requireNonNull(compressor, "compressor");
      Objects.requireNonNull(granularity, "granularity");
    }
  }

  /**
   * One rule where another one refuses: where documents cannot be compressed, say, because the
   * critic does not know their characters.
   *
   * @param first the rule that is tried first
   * @param otherwise the rule that is tried where that one refuses
   */
  record OrElse(Overlong first, Overlong otherwise) implements Overlong {

    /** Checks the components. */
    public OrElse {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(otherwise, "otherwise");
    }
  }

  /**
   * This rule, and another where this one refuses.
   *
   * @param otherwise the other rule
   * @return both
   */
  default Overlong orElse(Overlong otherwise) {
    return new OrElse(this, otherwise);
  }

  /**
   * Refuses.
   *
   * @return the rule
   */
  static Overlong reject() {
    return new Reject();
  }

  /**
   * Leaves out the middle and writes {@code [...]} in its place, on a line of its own.
   *
   * @return the rule
   */
  static Overlong headAndTail() {
    return new HeadAndTail("\n\n[...]\n\n");
  }

  /**
   * Compresses by sentences.
   *
   * @param compressor what compresses, which stays the caller's
   * @return the rule
   */
  static Overlong compress(Compressor compressor) {
    return new Compress(compressor, Granularity.SENTENCE, null);
  }
}
