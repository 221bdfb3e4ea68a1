package dev.longctx.examples.training.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs pieces of an experiment, several processes at a time, and shows how they go. */
public final class Workers {

  private final JobProcess process;
  private final int count;
  private final PrintWriter out;

  /**
   * Some workers.
   *
   * @param process starts pieces
   * @param count how many run at a time
   * @param out is told of each piece, on one line until it is done
   */
  public Workers(JobProcess process, int count, PrintWriter out) {
    this.process = process;
    this.count = count;
    this.out = out;
  }

  /**
   * A piece that is to be done.
   *
   * @param name how people call it
   * @param arguments what its process is told beside what all are told
   */
  public record Piece(String name, List<String> arguments) {

    /** Copies the list. */
    public Piece {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * Does all pieces.
   *
   * @throws IllegalStateException if one fails; those that are running are ended
   */
  public void run(List<Piece> pieces) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(count);
    try {
      List<Future<Boolean>> started =
          pieces.stream().map(piece -> executor.submit(() -> run(piece))).toList();
      for (Future<Boolean> one : started) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run failed: " + e.getMessage(), e);
    } finally {
      executor.shutdownNow();
    }
  }

  private boolean run(Piece piece) throws IOException, InterruptedException {
    long began = System.nanoTime();
    process.run(piece.arguments(), line -> show("\r%-60s".formatted(piece.name() + ": " + line)));
    double seconds = (System.nanoTime() - began) / 1e9;
    String done = "%s: done in %.0f s".formatted(piece.name(), seconds);
    show(String.format(Locale.ROOT, "\r%-60s%n", done));
    return true;
  }

  private synchronized void show(String text) {
    out.print(text);
    out.flush();
  }
}
