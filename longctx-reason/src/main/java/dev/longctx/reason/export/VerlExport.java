package dev.longctx.reason.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.PhaseMix;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Trace;
import dev.longctx.reason.curriculum.TraceSet;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes problems and traces as the data of verl, which trains on clusters: UTF-8, a JSON object a
 * line. {@code docs/reinforcement-cluster.md} says how to train with them.
 *
 * <p>A row has {@code prompt} (a list of {@code role} and {@code content}; a prompt that is a text
 * becomes one turn of the user), {@code data_source}, {@code ability}, {@code reward_model} with
 * {@code style} and {@code ground_truth}, and {@code extra_info} with {@code id}, {@code index} in
 * its file, {@code split}, {@code prompt_tokens}, {@code question} and all {@code golds}.
 *
 * <p>The ground truth is one text, so it holds the first gold answer alone. QwenLong-L1's reward
 * reads it as it reads a response, so where {@link dev.longctx.reason.answer.TaskKind#ofDataSource}
 * knows the source, a plain gold answer is put into a sentence: {@code Therefore, the answer is
 * 32.4.} or {@code The correct answer is (B)}. Elsewhere it is written as it stands.
 *
 * <p>A file that stands there already is replaced at once or, if this fails, stays.
 */
public final class VerlExport {

  private VerlExport() {}

  /**
   * Writes a curriculum: {@code phase-1.jsonl} and so on with each phase's own problems, {@code
   * phase-2-retrospective.jsonl} and so on with what phases take back, and {@code plan.md} with the
   * plan as a table. Their {@code extra_info} has {@code phase} and {@code carried} too, and {@code
   * mean_reward} and {@code scored_samples} of what is taken back.
   *
   * @param directory where; made where it is missing
   * @param plan the phases
   * @param mixes what phases take back, by the phases' numbers, each at most once; those without
   *     anything to take back may be missing
   * @throws IllegalArgumentException if a mix is of no phase or takes back what is no problem of an
   *     earlier one, a prompt is made of tokens, or a gold answer cannot be read
   * @throws TrainingException if a file cannot be written, or the directory holds phases that this
   *     plan does not have
   */
  public static void writeCurriculum(Path directory, CurriculumPlan plan, List<PhaseMix> mixes) {
    List<PhaseRows> files = PhaseRows.of(plan, mixes);
    files.forEach(PhaseRows::check);
    try {
      PhaseRows.requireNoOthers(directory, files);
      for (PhaseRows file : files) {
        writeRows(directory.resolve(file.name()), file.rows());
      }
      WholeFile.write(directory.resolve("plan.md"), writer -> writer.append(plan.toMarkdown()));
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /**
   * Writes problems for validation, which verl reads beside what it trains on.
   *
   * @param file where
   * @param problems at least one
   * @throws IllegalArgumentException if there are none, a prompt is made of tokens, or a gold
   *     answer cannot be read
   * @throws TrainingException if it cannot be written
   */
  public static void writeTest(Path file, List<PlannedProblem> problems) {
    List<PlannedProblem> given = List.copyOf(problems);
    if (given.isEmpty()) {
      throw new IllegalArgumentException("problems: expected at least one, found none");
    }
    write(file, IntStream.range(0, given.size()).mapToObj(i -> VerlRows.test(given.get(i), i)));
  }

  /**
   * Writes traces with the columns {@code prompt} and {@code response}, both of them texts, which
   * the supervised trainer of QwenLong-L1's verl reads. It puts the prompt into a turn of the user
   * and the response behind the template's opening of the answer.
   *
   * @param file where
   * @param traces at least one
   * @throws IllegalArgumentException if there are none, or a prompt is more than one turn of the
   *     user
   * @throws TrainingException if it cannot be written
   */
  public static void writePairs(Path file, TraceSet traces) {
    writeTraces(file, traces, VerlRows::pair);
  }

  /**
   * Writes traces with the column {@code messages}, conversations that end with the response, which
   * the supervised trainer of newer versions of verl reads. It renders the response by the model's
   * template; some templates drop the thinking of past answers.
   *
   * @param file where
   * @param traces at least one
   * @throws IllegalArgumentException if there are none, or a prompt is made of tokens
   * @throws TrainingException if it cannot be written
   */
  public static void writeMessages(Path file, TraceSet traces) {
    writeTraces(file, traces, VerlRows::messages);
  }

  private static void writeTraces(Path file, TraceSet set, Function<Trace, ObjectNode> row) {
    if (set.traces().isEmpty()) {
      throw new IllegalArgumentException("traces: expected at least one, found none");
    }
    write(file, set.traces().stream().map(row));
  }

  private static void write(Path file, Stream<ObjectNode> rows) {
    try {
      writeRows(Objects.requireNonNull(file, "file"), rows);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void writeRows(Path file, Stream<ObjectNode> rows) throws IOException {
    WholeFile.write(
        file,
        writer -> {
          for (ObjectNode row : (Iterable<ObjectNode>) rows::iterator) {
            writer.append(Json.line(row)).append('\n');
          }
        });
  }

  private static TrainingException failed(Path path, IOException e) {
    return new TrainingException(Reason.FAILED, path + ": cannot be written: " + e, e);
  }
}
