package dev.longctx.reason.internal.prompt;

import dev.longctx.api.reasoning.PromptFit;
import java.util.Optional;

/** Makes a prompt fit by leaving out the middle of its text. */
final class HeadAndTailFit {

  // Tokens of parts do not add up exactly to those of the whole, hence more than one try.
  private static final int TRIES = 8;

  private final PromptFrame frame;
  private final String mark;

  HeadAndTailFit(PromptFrame frame, String mark) {
    this.frame = frame;
    this.mark = mark;
  }

  FittedPrompt fit(FittedPrompt whole) {
    Middle middle = new Middle(whole.text().strip(), frame.model().tokenCounter());
    int room = frame.room(mark);
    int found = whole.tokens();
    for (int tries = 0; tries < TRIES && room > 0; tries++) {
      Optional<String> text = middle.leaveOut(room, mark);
      if (text.isEmpty()) {
        room--;
        continue;
      }
      FittedPrompt cut = frame.with(text.get(), PromptFit.HEAD_AND_TAIL, whole.compression());
      if (frame.excess(cut) <= 0) {
        return cut;
      }
      found = cut.tokens();
      room -= frame.excess(cut);
    }
    throw frame.tooLong("prompt with head and tail of its text", found, null);
  }
}
