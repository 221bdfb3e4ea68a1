package dev.longctx.examples.compress;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.CompressionRequest;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Shows on one line of a terminal how many windows are scored, and erases itself at the end. It
 * appears only in calls that take a while and is redrawn only where it changes.
 */
final class ProgressBar implements CompressionListener {

  private static final long QUIET_NANOS = 300_000_000;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final int CELLS = 30;

  private final PrintWriter terminal;
  private final LongSupplier nanoClock;
  private long nextDraw;
  private int most;
  private String shown = "";

  ProgressBar(PrintWriter terminal, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  @Override
  public synchronized void planned(CompressionRequest request, int windows) {
    most = 0;
    nextDraw = nanoClock.getAsLong() + QUIET_NANOS;
  }

  @Override
  public synchronized void scored(CompressionRequest request, int done, int windows) {
    most = Math.max(most, done);
    long now = nanoClock.getAsLong();
    if (now - nextDraw >= 0) {
      nextDraw = now + REDRAW_NANOS;
      draw(line(most, windows));
    }
  }

  @Override
  public synchronized void finished(CompressionRequest request, Compression result) {
    erase();
  }

  @Override
  public synchronized void failed(CompressionRequest request, Throwable failure) {
    erase();
  }

  private static String line(int done, int windows) {
    int full = (int) ((long) CELLS * done / windows);
    return "scoring [%s%s] %3d %%, %,d of %,d windows"
        .formatted(
            "#".repeat(full), ".".repeat(CELLS - full), 100L * done / windows, done, windows);
  }

  private void draw(String line) {
    if (!line.equals(shown)) {
      terminal.print("\r" + line);
      terminal.flush();
      shown = line;
    }
  }

  private void erase() {
    if (!shown.isEmpty()) {
      terminal.print("\r" + " ".repeat(shown.length()) + "\r");
      terminal.flush();
      shown = "";
    }
  }
}
