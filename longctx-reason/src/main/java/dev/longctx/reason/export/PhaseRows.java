package dev.longctx.reason.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.PhaseMix;
import dev.longctx.reason.curriculum.PlannedProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One file of a curriculum.
 *
 * @param name of the file
 * @param size how many rows it has
 * @param row makes one of them, when it is written: all at once would be as large as the data
 */
record PhaseRows(String name, int size, IntFunction<ObjectNode> row) {

  private static final Pattern NAME = Pattern.compile("phase-\\d+(-retrospective)?\\.jsonl");

  /**
   * The files of a curriculum.
   *
   * @throws IllegalArgumentException if a mix does not belong to the plan
   */
  static List<PhaseRows> of(CurriculumPlan plan, List<PhaseMix> mixes) {
    List<PhaseRows> files = new ArrayList<>();
    for (int i = 0; i < plan.curriculum().phases().size(); i++) {
      List<PlannedProblem> own = plan.phase(i);
      int phase = i + 1;
      files.add(
          new PhaseRows(
              "phase-%d.jsonl".formatted(phase),
              own.size(),
              at -> VerlRows.own(own.get(at), at, phase)));
    }
    Set<Integer> seen = new HashSet<>();
    for (PhaseMix mix : mixes) {
      requirePhase(plan, mix, seen);
      if (!mix.carried().isEmpty()) {
        files.add(retrospective(plan, mix));
      }
    }
    return files;
  }

  private static void requirePhase(CurriculumPlan plan, PhaseMix mix, Set<Integer> seen) {
    int phases = plan.curriculum().phases().size();
    if (mix.phase() < 1 || mix.phase() > phases || !seen.add(mix.phase())) {
      throw new IllegalArgumentException(
          "mixes: expected each of the phases 1 to %d at most once, found %d"
              .formatted(phases, mix.phase()));
    }
  }

  private static PhaseRows retrospective(CurriculumPlan plan, PhaseMix mix) {
    Map<String, PlannedProblem> earlier = new HashMap<>();
    plan.before(mix.phase() - 1).forEach(one -> earlier.put(one.problem().id(), one));
    List<PlannedProblem> carried = new ArrayList<>();
    for (Difficulty difficulty : mix.carried()) {
      PlannedProblem planned = earlier.get(difficulty.problemId());
      if (planned == null) {
        throw new IllegalArgumentException(
            "mix of phase %d: expected problems of earlier phases, found %s"
                .formatted(mix.phase(), difficulty.problemId()));
      }
      carried.add(planned);
    }
    return new PhaseRows(
        "phase-%d-retrospective.jsonl".formatted(mix.phase()),
        carried.size(),
        at -> VerlRows.carried(carried.get(at), at, mix.phase(), mix.carried().get(at)));
  }

  /** Makes each row once, so that what is wrong with one is found before anything is written. */
  void check() {
    rows().forEach(made -> {});
  }

  /** The rows in order. */
  Stream<ObjectNode> rows() {
    return IntStream.range(0, size).mapToObj(row);
  }

  /**
   * Refuses to write beside phases of another plan, which a trainer would take for this one's.
   *
   * @throws TrainingException if there are some
   */
  static void requireNoOthers(Path directory, List<PhaseRows> files) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Set<String> own = new HashSet<>(files.stream().map(PhaseRows::name).toList());
    try (Stream<Path> there = Files.list(directory)) {
      there
          .map(path -> path.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches() && !own.contains(name))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                throw new TrainingException(
                    Reason.FAILED,
                    "%s: expected no phases of another plan, found %s".formatted(directory, name));
              });
    }
  }
}
