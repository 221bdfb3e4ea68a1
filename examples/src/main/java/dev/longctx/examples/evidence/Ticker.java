package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.EvidenceBenchmark;
import java.io.PrintWriter;

/** Says on standard error how far a method is, every hundred questions and at its end. */
final class Ticker implements EvidenceBenchmark.Progress {

  private static final int STEP = 100;

  private final String method;
  private final PrintWriter err;

  Ticker(String method, PrintWriter err) {
    this.method = method;
    this.err = err;
  }

  @Override
  public void done(int done, int all) {
    if (done % STEP == 0 || done == all) {
      err.println("%-10s %,d of %,d questions".formatted(method, done, all));
      err.flush();
    }
  }
}
