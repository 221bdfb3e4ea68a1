package dev.longctx.examples.training.align;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs what is not finished yet, several processes at a time. */
final class Experiment {

  private final Folder folder;
  private final JobProcess process;
  private final PrintWriter out;

  Experiment(Folder folder, JobProcess process, PrintWriter out) {
    this.folder = folder;
    this.process = process;
    this.out = out;
  }

  void run(List<Long> seeds, List<Arm> arms, int workers) throws IOException, InterruptedException {
    List<Callable<Boolean>> samplings = new ArrayList<>();
    List<Callable<Boolean>> runs = new ArrayList<>();
    for (long seed : seeds) {
      if (!Files.exists(folder.cost(seed))) {
        samplings.add(() -> run("triples of seed " + seed, arguments(seed)));
      }
      for (Arm arm : arms) {
        if (folder.finished(arm, seed).isEmpty()) {
          runs.add(() -> run(arm.title() + ", seed " + seed, arguments(seed, "--arm", arm.name())));
        }
      }
    }
    all(samplings, workers);
    all(runs, workers);
  }

  private static List<String> arguments(long seed, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--seed", Long.toString(seed)));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private boolean run(String name, List<String> arguments)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    process.run(arguments, line -> show("\r%-60s".formatted(name + ": " + line)));
    double seconds = (System.nanoTime() - began) / 1e9;
    show(String.format(Locale.ROOT, "\r%-60s%n", "%s: done in %.0f s".formatted(name, seconds)));
    return true;
  }

  private synchronized void show(String text) {
    out.print(text);
    out.flush();
  }

  private static void all(List<Callable<Boolean>> work, int workers) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Boolean>> started = work.stream().map(executor::submit).toList();
      for (Future<Boolean> one : started) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run failed: " + e.getMessage(), e);
    } finally {
      executor.shutdownNow();
    }
  }
}
