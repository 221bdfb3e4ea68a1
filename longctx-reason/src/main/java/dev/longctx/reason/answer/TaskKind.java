package dev.longctx.reason.answer;

import dev.longctx.reason.internal.extract.ChoiceNormaliser;
import dev.longctx.reason.internal.extract.Extractors;
import dev.longctx.reason.internal.number.NumberNormaliser;
import java.util.Optional;

/** What kind of answer a question asks for, which decides how answers are found and compared. */
public enum TaskKind {
  /** A few words: {@code Therefore, the answer is Paris}. */
  DOCUMENT_QA,
  /** A number: {@code Therefore, the answer is 32.4}. */
  NUMERIC,
  /** One of four letters: {@code The correct answer is (B)}. */
  MULTIPLE_CHOICE;

  /**
   * Finds answers of this kind.
   *
   * @param strictness by which rules
   * @return the extractor
   */
  public AnswerExtractor extractor(Strictness strictness) {
    return Extractors.of(this, strictness);
  }

  /**
   * Brings extracted answers of this kind to one form, for votes: words as {@link
   * AnswerNormaliser#strict()} does, numbers by their value, choices by their letter. What is no
   * number and no letter is only stripped.
   *
   * @return the normaliser
   */
  public AnswerNormaliser normaliser() {
    return switch (this) {
      case DOCUMENT_QA -> AnswerNormaliser.strict();
      case NUMERIC -> NumberNormaliser.INSTANCE;
      case MULTIPLE_CHOICE -> ChoiceNormaliser.INSTANCE;
    };
  }

  /**
   * Whether a language model may judge answers of this kind. A letter needs no judge.
   *
   * @return false for {@link #MULTIPLE_CHOICE}
   */
  public boolean hasJudge() {
    return this != MULTIPLE_CHOICE;
  }

  /**
   * The kind of a data set's rows by the name of their source, as QwenLong-L1's reward chooses it.
   *
   * @param dataSource a row's {@code data_source}
   * @return the kind, or empty where the name is unknown
   */
  public static Optional<TaskKind> ofDataSource(String dataSource) {
    if (dataSource.contains("multihoprag") || dataSource.contains("musique")) {
      return Optional.of(DOCUMENT_QA);
    }
    if (dataSource.contains("docmath")) {
      return Optional.of(NUMERIC);
    }
    return dataSource.contains("long_toc_choices")
        ? Optional.of(MULTIPLE_CHOICE)
        : Optional.empty();
  }
}
