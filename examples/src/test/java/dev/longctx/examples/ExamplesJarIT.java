package dev.longctx.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar in a process of its own, as a user does. */
final class ExamplesJarIT {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR =
      System.getProperty("longctx.examples.jar", "target/longctx-examples.jar");

  @TempDir private Path folder;

  @Test
  void theJarKnowsItsVersion() throws Exception {
    ProgramRun run = run("C.UTF-8", java("--version"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("longctx 0.");
  }

  @Test
  void compressesRealTextAndPrintsNoNoise() throws Exception {
    ProgramRun run = run("C.UTF-8", compress("--tokens", "120", ProgramRun.CONSTITUTION));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("To declare War, grant Letters of Marque and Reprisal");
    assertThat(run.err().lines()).hasSize(5).first().asString().matches("outcome +compressed");
  }

  @Test
  void asksALocalModelAndPrintsNoNoise() throws Exception {
    String model = ProgramRun.CRITICS.resolveSibling("models").resolve("tiny-lm-gqa").toString();
    List<String> args = new ArrayList<>(List.of("ask", "--model", model, "--max-tokens", "5"));
    args.addAll(List.of("--question", "Who may declare war?", "--tokens", "60"));
    args.addAll(List.of("--json", ProgramRun.CONSTITUTION));
    ProgramRun run = run("C.UTF-8", java(args.toArray(String[]::new)));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("{\"question\":\"Who may declare war?\"")
        .contains("\"start\":");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    assertThat(run("C", compress("--tokens", "9", "no-such-file")).exitCode()).isEqualTo(1);
    assertThat(run("C", compress("--tokens", "few", "no-such-file")).exitCode()).isEqualTo(2);
  }

  @Test
  void standardOutputIsUtf8InALocaleThatIsNot() throws Exception {
    String text = "Die Türkei war 1914 neutral 😀 中文.";
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    ProgramRun run = run("C", compress("--tokens", "999", file.toString()));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo(text);
  }

  @Test
  void aQueryThatTheLocaleCannotDecodeIsWrongUsage() throws Exception {
    // The shell makes the bytes: a JVM in the locale C could not pass them on.
    String query = "\"$(printf '\\303\\274')\"";
    String script = "exec \"$0\" -jar \"$1\" compress --tokens 9 --query " + query;
    ProgramRun run = run("C", List.of("sh", "-c", script, JAVA, JAR));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("argument 5", "LC_ALL=C.UTF-8");
  }

  @Test
  void aCriticRunsWhereThereIsNoNetwork() throws Exception {
    List<String> isolated = List.of("unshare", "--net", "--map-root-user");
    assumeTrue(works(isolated), "unshare cannot make a namespace without a network here");
    List<String> command = new ArrayList<>(isolated);
    command.addAll(
        compress("--critic", ProgramRun.TERM_OVERLAP, "--tokens", "120", ProgramRun.CONSTITUTION));
    ProgramRun run = run("C.UTF-8", command);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("To declare War");
    assertThat(run.err()).contains("windows");
  }

  private static List<String> compress(String... options) {
    List<String> args = new ArrayList<>(List.of("compress", "--query", "Who may declare war?"));
    args.addAll(List.of(options));
    return java(args.toArray(String[]::new));
  }

  private static List<String> java(String... args) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR));
    command.addAll(List.of(args));
    return command;
  }

  private boolean works(List<String> isolated) throws Exception {
    List<String> command = new ArrayList<>(isolated);
    command.add("true");
    try {
      return run("C", command).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The tokenizer's native library is unpacked anew, so that no earlier run helps. */
  private ProgramRun run(String locale, List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LC_ALL", locale);
    builder.environment().put("DJL_CACHE_DIR", folder.resolve("djl").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("expected an end within two minutes of " + command);
    }
    return new ProgramRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
