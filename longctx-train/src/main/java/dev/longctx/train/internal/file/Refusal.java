package dev.longctx.train.internal.file;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Path;

/** What is said of a file that is not as it should be. */
public final class Refusal {

  private static final int MOST_CHARACTERS = 500;

  private Refusal() {}

  /**
   * An error to throw.
   *
   * @param where the file, and what in it
   * @param expected what should be there
   * @param found what is there; a long text is cut
   * @return of reason CHECKPOINT
   */
  public static TrainingException of(String where, String expected, Object found) {
    return new TrainingException(
        Reason.CHECKPOINT,
        "%s: expected %s, found %s".formatted(cut(where), expected, cut(String.valueOf(found))));
  }

  /**
   * An error to throw.
   *
   * @param place a directory
   * @param cause why it is not written
   * @return of reason CHECKPOINT
   */
  public static TrainingException unwritten(Path place, IOException cause) {
    return new TrainingException(
        Reason.CHECKPOINT, "%s: cannot be written: %s".formatted(place, cause), cause);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
