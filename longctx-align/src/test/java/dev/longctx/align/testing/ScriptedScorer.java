package dev.longctx.align.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Scores by a function and remembers what it was asked. */
public final class ScriptedScorer implements SequenceScorer {

  private final Function<TokenSequence, float[]> scores;

  /** What was asked, one list a call. */
  public final List<List<TokenSequence>> calls = new ArrayList<>();

  public ScriptedScorer(Function<TokenSequence, float[]> scores) {
    this.scores = scores;
  }

  /** A token is the less likely the longer the prompt is and the greater its id. */
  public static ScriptedScorer byLength() {
    return new ScriptedScorer(
        sequence -> {
          float[] logProbs = new float[sequence.response().length];
          for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = -0.25f * sequence.prompt().length - 0.125f * sequence.response()[i];
          }
          return logProbs;
        });
  }

  /** Fails for prompts of more tokens. */
  public ScriptedScorer upTo(int tokens) {
    return new ScriptedScorer(
        sequence -> {
          if (sequence.prompt().length > tokens) {
            throw new GenerationException(
                GenerationException.Reason.PROMPT_TOO_LONG,
                "prompt: expected at most " + tokens + " tokens");
          }
          return scores.apply(sequence);
        });
  }

  @Override
  public List<float[]> logProbs(List<TokenSequence> sequences, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    calls.add(sequences);
    return sequences.stream().map(scores).toList();
  }

  @Override
  public void close() {
    throw new AssertionError("closed by the code under test");
  }
}
