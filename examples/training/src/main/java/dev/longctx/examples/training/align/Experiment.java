package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.Workers;
import dev.longctx.examples.training.experiment.Workers.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Runs what is not finished yet: all triples first, since arms share them. */
final class Experiment {

  private final Folder folder;
  private final Workers workers;

  Experiment(Folder folder, Workers workers) {
    this.folder = folder;
    this.workers = workers;
  }

  void run(List<Long> seeds, List<Arm> arms) throws IOException, InterruptedException {
    List<Piece> samplings = new ArrayList<>();
    List<Piece> runs = new ArrayList<>();
    for (long seed : seeds) {
      List<String> arguments = List.of("--seed", Long.toString(seed));
      if (!Files.exists(folder.cost(seed))) {
        samplings.add(new Piece("triples of seed " + seed, arguments));
      }
      for (Arm arm : arms) {
        if (folder.finished(arm, seed).isEmpty()) {
          List<String> more = new ArrayList<>(arguments);
          more.addAll(List.of("--arm", arm.name()));
          runs.add(new Piece(arm.title() + ", seed " + seed, more));
        }
      }
    }
    workers.run(samplings);
    workers.run(runs);
  }
}
