package dev.longctx.reason.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists what happens in a run, the same several times in a row once, and does something at one of
 * these moments.
 */
public final class Moments implements Trace {

  private final List<String> heard = new ArrayList<>();
  private final int at;
  private final Runnable action;
  private String last = "";

  private Moments(int at, Runnable action) {
    this.at = at;
    this.action = action;
  }

  /** Acts at one moment, from 0. */
  public static Moments at(int moment, Runnable action) {
    return new Moments(moment, action);
  }

  /** Ends the run at one moment, from 0, as if its process had been killed. */
  public static Moments killAt(int moment) {
    return new Moments(
        moment,
        () -> {
          throw new Killed();
        });
  }

  /** What happened so far. */
  public List<String> heard() {
    return heard;
  }

  @Override
  public void hear(String what) {
    if (what.equals(last)) {
      return;
    }
    last = what;
    heard.add(what);
    if (heard.size() - 1 == at) {
      action.run();
    }
  }

  /** The end of a process. Nothing catches it. */
  public static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }
}
