package dev.longctx.reason.internal.rule;

import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.internal.extract.StrictChoice;
import dev.longctx.reason.internal.number.StrictNumber;
import dev.longctx.reason.internal.text.StrictAgreement;

/** Our comparisons. */
enum StrictRule implements AnswerRule {
  WORDS {
    @Override
    public boolean matches(String prediction, String gold) {
      return StrictAgreement.matches(prediction, gold);
    }

    @Override
    public void check(String gold) {
      require(!AnswerNormaliser.strict().normalise(gold).isEmpty(), "words", gold);
    }
  },
  NUMBER {
    @Override
    public boolean matches(String prediction, String gold) {
      StrictNumber given = StrictNumber.parse(prediction);
      StrictNumber right = StrictNumber.parse(gold);
      return given != null && right != null && given.matches(right);
    }

    @Override
    public void check(String gold) {
      require(StrictNumber.parse(gold) != null, "one number, or yes or no", gold);
    }
  },
  CHOICE {
    @Override
    public boolean matches(String prediction, String gold) {
      String given = StrictChoice.ofPlain(prediction);
      return given != null && given.equals(StrictChoice.ofPlain(gold));
    }

    @Override
    public void check(String gold) {
      require(StrictChoice.ofPlain(gold) != null, "a letter from A to D", gold);
    }
  };

  static StrictRule of(TaskKind kind) {
    return switch (kind) {
      case DOCUMENT_QA -> WORDS;
      case NUMERIC -> NUMBER;
      case MULTIPLE_CHOICE -> CHOICE;
    };
  }

  private static void require(boolean holds, String expected, String gold) {
    if (!holds) {
      throw new IllegalArgumentException("gold: expected " + expected + ", found " + gold);
    }
  }
}
