package dev.longctx.examples;

import static dev.longctx.examples.ProgramRun.CONSTITUTION;
import static dev.longctx.examples.ProgramRun.DECLARATION;
import static dev.longctx.examples.ProgramRun.TERM_OVERLAP;
import static dev.longctx.examples.ProgramRun.TINY_CPRS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longctx.api.TokenCounter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressProgramTest {

  private static final String WAR = "Who has the power to declare war?";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @TempDir private Path folder;

  /** How the documents are ranked: by shared words, or by a critic. */
  static Stream<List<String>> rankings() {
    return Stream.of(List.of("--lexical"), List.of("--critic", TERM_OVERLAP));
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void printsWhatAnswersTheQuestionWithinTheBudget(List<String> ranking) {
    ProgramRun run = compress(ranking, "--tokens", "120", CONSTITUTION, DECLARATION);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("To declare War, grant Letters of Marque and Reprisal");
    assertThat(TokenCounter.approximate().count(run.out())).isBetween(1, 120);
    assertThat(run.err())
        .containsPattern("outcome +compressed")
        .containsPattern("documents +2 \\(\\d+ spans kept\\)")
        .containsPattern("tokens +15,\\d+ in, \\d+ out \\(0\\.\\d %\\)")
        .containsPattern("time +\\d+\\.\\d{3} s: prepare \\d+\\.\\d{3}, score .*, select ");
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void nothingIsLookedForWithoutAQuery(List<String> ranking) {
    List<String> args = new ArrayList<>(List.of("compress", "--query", " ", "--tokens", "9"));
    args.addAll(ranking);
    args.add(DECLARATION);
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).containsPattern("outcome +unchanged: blank query");
  }

  @Test
  void theEnglishCriticRanksByDefault() {
    ProgramRun run = compress(List.of(), "--tokens", "120", CONSTITUTION, DECLARATION);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("To declare War, grant Letters of Marque and Reprisal");
    assertThat(run.err()).containsPattern("windows +\\d+");
    ProgramRun words = compress(List.of("--granularity", "word"), "--tokens", "20", CONSTITUTION);
    assertThat(words.exitCode()).as(words.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void ratioBoundsTheShareThatIsKept(List<String> ranking) {
    JsonNode stats = json(ranking, "--ratio", "0.05", CONSTITUTION, DECLARATION).get("stats");
    assertThat(stats.get("ratio").asDouble()).isBetween(0.001, 0.05);
    assertThat(stats.get("outputTokens").asLong())
        .isLessThanOrEqualTo(stats.get("inputTokens").asLong() / 20);
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void jsonSpansAreTheSubstringsThatTheTextIsMadeOf(List<String> ranking) throws IOException {
    String[] args = {"--tokens", "300", CONSTITUTION, DECLARATION};
    List<String> pieces = new ArrayList<>();
    for (JsonNode span : json(ranking, args).get("spans")) {
      assertThat(span.properties().stream().map(field -> field.getKey()))
          .containsExactly("document", "file", "start", "end", "score");
      String name = List.of(CONSTITUTION, DECLARATION).get(span.get("document").asInt());
      assertThat(span.get("file").asText()).isEqualTo(name);
      String source = Files.readString(Path.of(name));
      pieces.add(source.substring(span.get("start").asInt(), span.get("end").asInt()));
    }
    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(compress(ranking, args).out()).isEqualToIgnoringNewLines(String.join("\n", pieces));
  }

  @Test
  void jsonSaysWhatItCost() {
    JsonNode result = json(List.of("--critic", TERM_OVERLAP), "--tokens", "99", CONSTITUTION);
    assertThat(result.properties().stream().map(field -> field.getKey()))
        .containsExactly("outcome", "spans", "stats");
    JsonNode stats = result.get("stats");
    assertThat(stats.get("documents").asInt()).isEqualTo(1);
    assertThat(stats.get("windows").asInt()).isPositive();
    assertThat(stats.get("criticTokens").asInt()).isGreaterThan(10_000);
    assertThat(stats.get("seconds").get("total").asDouble()).isPositive();
  }

  @Test
  void offsetsCountUtf16CodeUnits() throws IOException {
    Path file =
        write("emoji.txt", "😀😀😀 Unrelated cheese. The power to declare war is here. Tea.");
    JsonNode span =
        json(List.of("--critic", TERM_OVERLAP), "--tokens", "11", file.toString())
            .get("spans")
            .get(0);
    assertThat(Files.readString(file).substring(span.get("start").asInt(), span.get("end").asInt()))
        .isEqualTo("The power to declare war is here.");
  }

  @Test
  void granularityChangesWhatIsKeptAsAWhole() {
    // The test critic looks for the instruction's words too, so it gets the same for each.
    List<String> critic = List.of("--critic", TERM_OVERLAP, "--instruction", "Find sentences.");
    String sentences = compress(critic, "--tokens", "400", CONSTITUTION).out();
    String paragraphs =
        compress(critic, "--granularity", "paragraph", "--tokens", "400", CONSTITUTION).out();
    String words = compress(critic, "--granularity", "word", "--tokens", "60", CONSTITUTION).out();
    assertThat(paragraphs).isNotEqualTo(sentences).isNotEqualTo(words);
    assertThat(words).contains("War").doesNotContain("grant Letters of Marque");
    String document =
        compress(critic, "--granularity", "document", "--tokens", "4000", CONSTITUTION, DECLARATION)
            .out();
    assertThat(document.strip()).isEqualTo(read(DECLARATION).strip());
  }

  @Test
  void aThresholdKeepsEveryUnitThatReachesIt() {
    JsonNode result =
        json(
            List.of("--critic", TERM_OVERLAP),
            "--granularity",
            "word",
            "--threshold",
            "0.9",
            DECLARATION);
    assertThat(result.get("spans")).isNotEmpty();
    assertThat(result.get("spans"))
        .allSatisfy(span -> assertThat(span.get("score").asDouble()).isGreaterThanOrEqualTo(0.9));
  }

  @Test
  void withoutABudgetTheCriticDecides() {
    ProgramRun run =
        compress(
            List.of("--critic", TINY_CPRS), "--granularity", "model_spans", "--json", DECLARATION);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).containsPattern("windows +\\d+ \\(");
  }

  @Test
  void modelSpansNeedACriticWithTheirLabels() {
    ProgramRun run =
        compress(List.of("--critic", TERM_OVERLAP), "--granularity", "model_spans", DECLARATION);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("BIOE").contains("KEEP_SCORE");
  }

  @Test
  void instructionAndWorkersReachTheCritic() {
    List<String> critic = List.of("--critic", TINY_CPRS);
    String[] args = {"--tokens", "200", DECLARATION};
    List<String> instructed = List.of("--critic", TINY_CPRS, "--instruction", "Find the dates.");
    JsonNode spans = json(critic, args).get("spans");
    assertThat(json(instructed, args).get("spans")).isNotEqualTo(spans);
    assertThat(json(List.of("--critic", TINY_CPRS, "--workers", "3"), args).get("spans"))
        .isEqualTo(spans);
  }

  @Test
  void aTokenizerCountsInPlaceOfTheEstimate() {
    String tokenizer = Path.of(TINY_CPRS, "tokenizer.json").toString();
    List<String> counted = List.of("--critic", TERM_OVERLAP, "--tokenizer", tokenizer);
    JsonNode estimate = json(List.of("--critic", TERM_OVERLAP), "--tokens", "99", DECLARATION);
    JsonNode exact = json(counted, "--tokens", "99", DECLARATION);
    assertThat(exact.get("stats").get("inputTokens").asLong())
        .isNotEqualTo(estimate.get("stats").get("inputTokens").asLong());
    assertThat(exact.get("stats").get("outputTokens").asLong()).isBetween(1L, 99L);
  }

  @Test
  void joinerAndOmissionMarkStandBetweenSpans() {
    ProgramRun run =
        compress(
            List.of("--critic", TERM_OVERLAP, "--joiner", "\\n--\\n", "--omission-mark", "[...]"),
            "--tokens",
            "300",
            CONSTITUTION);
    assertThat(run.out()).contains("\n--\n[...]\n--\n");
    assertThat(TokenCounter.approximate().count(run.out())).isLessThanOrEqualTo(300);
  }

  @Test
  void aDeadlineThatPassesIsToldOrThrown() {
    List<String> hurried = List.of("--critic", TERM_OVERLAP, "--deadline", "0.000001");
    ProgramRun original = compress(hurried, "--tokens", "50", DECLARATION);
    assertThat(original.exitCode()).isZero();
    assertThat(original.out().strip()).isEqualTo(read(DECLARATION).strip());
    assertThat(original.err()).containsPattern("outcome +unchanged: deadline exceeded");

    ProgramRun head =
        compress(hurried, "--on-failure", "truncate_to_budget", "--tokens", "50", DECLARATION);
    assertThat(head.exitCode()).isZero();
    assertThat(head.err()).containsPattern("outcome +truncated: deadline exceeded");
    assertThat(read(DECLARATION)).startsWith(head.out().strip());

    ProgramRun thrown = compress(hurried, "--on-failure", "throw", "--tokens", "50", DECLARATION);
    assertThat(thrown.exitCode()).isEqualTo(1);
    assertThat(thrown.out()).isEmpty();
    assertThat(thrown.err().lines()).hasSize(1).first().asString().startsWith("failed: ");
  }

  @Test
  void jsonTellsWhyNothingWasDone() {
    JsonNode result = json(List.of("--critic", TERM_OVERLAP), "--tokens", "99999", DECLARATION);
    assertThat(result.get("outcome").asText()).isEqualTo("unchanged");
    assertThat(result.get("reason").asText()).isEqualTo("FITS_BUDGET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", ""})
  void readsStandardInput(String file) {
    String text = "Tea is a drink. Congress has the power to declare war. Cheese is food.";
    List<String> args =
        new ArrayList<>(
            List.of("compress", "--query", WAR, "--critic", TERM_OVERLAP, "--tokens", "12"));
    if (!file.isEmpty()) {
      args.add(file);
    }
    ProgramRun run = ProgramRun.withInput(text, args.toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("Congress has the power to declare war.");
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void emptyBlankAndNulTextsAreNoFailure(List<String> ranking) throws IOException {
    String nul = "\0\0\0 Tea.\0 \0The power to declare war\0. Cheese and so on.";
    Path[] files = {write("empty", ""), write("blank", " \n\t\n"), write("nul", nul)};
    for (Path file : files) {
      ProgramRun run = compress(ranking, "--tokens", "12", file.toString());
      assertThat(run.exitCode()).as(file + " " + run.err()).isZero();
      assertThat(run.err()).contains("outcome ");
    }
    JsonNode spans = json(ranking, "--tokens", "20", files[2].toString()).get("spans");
    assertThat(spans).isNotEmpty();
    assertThat(json(ranking, "--tokens", "9", files[0].toString()).get("spans")).isEmpty();
  }

  @Test
  void bytesThatAreNotUtf8AreAFailureWithTheirPlace() throws IOException {
    Path file = folder.resolve("latin1.txt");
    Files.write(file, new byte[] {'c', 'a', 'f', (byte) 0xE9, ' ', 'x'});
    failsNaming(file, "expected UTF-8, found byte 0xE9 at offset 3");
    Files.write(file, new byte[] {'a', (byte) 0xC3});
    failsNaming(file, "expected UTF-8, found byte 0xC3 at offset 1");
  }

  @Test
  void filesThatCannotBeReadAreAFailureWithTheirName() throws IOException {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    failsNaming(loop, "expected a readable file, found ");
    failsNaming(folder, "expected a file, found a directory");
    failsNaming(folder.resolve("none"), "expected a file, found none");
  }

  private void failsNaming(Path file, String message) {
    ProgramRun run = compress(List.of(), "--tokens", "9", DECLARATION, file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("failed: " + file + ": " + message);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aCriticThatCannotBeLoadedIsAFailure() throws IOException {
    ProgramRun none = compress(List.of("--critic", folder + "/none"), "--tokens", "9", DECLARATION);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains(folder + "/none");
    write("longctx.json", "{}");
    ProgramRun bad = compress(List.of("--critic", folder.toString()), "--tokens", "9", DECLARATION);
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.err()).contains("longctx.json");
    ProgramRun gpu =
        compress(List.of("--critic", TERM_OVERLAP, "--cuda", "0"), "--tokens", "9", DECLARATION);
    assertThat(gpu.exitCode()).isEqualTo(1);
    assertThat(gpu.err()).contains("cuda");
  }

  @Test
  void textThatCouldNotBeWrittenIsAFailure() {
    String[] args = {"compress", "--query", WAR, "--tokens", "99", DECLARATION};
    StringWriter err = new StringWriter();
    PrintWriter full = new PrintWriter(new FullDisk());
    assertThat(Main.run(args, full, new PrintWriter(err))).isEqualTo(1);
    assertThat(err.toString()).startsWith("failed: standard output");
  }

  private static final class FullDisk extends Writer {

    @Override
    public void write(char[] text, int start, int length) throws IOException {
      throw new IOException("no space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void helpExplainsEveryOption() {
    ProgramRun run = ProgramRun.of("compress", "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("--query=TEXT", "--instruction=TEXT", "--granularity=UNIT", "--tokens=N")
        .contains(
            "--ratio=R", "--threshold=T", "--critic=DIR", "--lexical", "--json", "--html=FILE")
        .contains("--tokenizer=FILE", "--joiner=TEXT", "--omission-mark=TEXT", "--workers=N")
        .contains("--deadline=SECONDS", "--on-failure=POLICY", "--cuda=N", "--stacktrace")
        .contains("UTF-16 code units", "standard input", "Exit codes:", "2   wrong usage")
        .doesNotContainPattern("(?i)needs?\\s+--critic");
  }

  @Test
  void optionsTakeTheirValueWithAnEqualsSignToo() {
    String query = "--query=" + WAR;
    ProgramRun run = ProgramRun.of("compress", query, "--tokens=60", "--lexical", CONSTITUTION);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("To declare War");
  }

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of("--lexical needs one of them", List.of("--lexical")),
        Arguments.of(
            "--critic needs a model and does not go with --lexical",
            List.of("--lexical", "--tokens", "9", "--critic", TERM_OVERLAP)),
        Arguments.of("mutually exclusive", List.of("--tokens", "9", "--ratio", "0.5")),
        Arguments.of("at least 1, found 0", List.of("--tokens", "0")),
        Arguments.of("--tokens", List.of("--tokens", "many")),
        Arguments.of("at most 1, found 1.5", List.of("--ratio", "1.5")),
        Arguments.of("found 0.0", List.of("--ratio", "0")),
        Arguments.of("--threshold needs a model", List.of("--lexical", "--threshold", "0.5")),
        Arguments.of(
            "from 0 to 1, found 2.0", List.of("--critic", TERM_OVERLAP, "--threshold", "2")),
        Arguments.of(
            "--granularity WORD needs",
            List.of("--lexical", "--tokens", "9", "--granularity", "word")),
        Arguments.of(
            "--granularity MODEL_SPANS needs",
            List.of("--lexical", "--tokens", "9", "--granularity", "model_spans")),
        Arguments.of("--granularity", List.of("--tokens", "9", "--granularity", "chapter")),
        Arguments.of(
            "--instruction needs", List.of("--lexical", "--tokens", "9", "--instruction", "x")),
        Arguments.of("--workers needs", List.of("--lexical", "--tokens", "9", "--workers", "2")),
        Arguments.of("--cuda needs", List.of("--lexical", "--tokens", "9", "--cuda", "0")),
        Arguments.of(
            "workers must be at least 1, found 0",
            List.of("--critic", TERM_OVERLAP, "--workers", "0")),
        Arguments.of("at least 0, found -1", List.of("--critic", TERM_OVERLAP, "--cuda", "-1")),
        Arguments.of("deadline must be positive", List.of("--tokens", "9", "--deadline", "0")),
        Arguments.of("omission mark", List.of("--tokens", "9", "--omission-mark", " ")),
        Arguments.of("escape", List.of("--tokens", "9", "--joiner", "\\q")),
        Arguments.of(
            "needs a budget in tokens",
            List.of(
                "--critic",
                TERM_OVERLAP,
                "--threshold",
                "0.5",
                "--on-failure",
                "truncate_to_budget")),
        Arguments.of("twice", List.of("--tokens", "9", DECLARATION)),
        Arguments.of("--quick", List.of("--tokens", "9", "--quick")));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsageIsToldBeforeAnyWork(String message, List<String> options) {
    List<String> args = new ArrayList<>(List.of("compress", "--query", WAR, DECLARATION));
    args.addAll(options);
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).contains("try: longctx-examples compress --help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theQueryMustBeGiven() {
    ProgramRun run = ProgramRun.of("compress", "--tokens", "9", DECLARATION);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--query");
  }

  @Test
  void thePageHoldsTheTextsAndNothingThatRuns() throws IOException {
    Path evil =
        write(
            "evil.txt", "Tea & <script>alert('1')</script>.\n\nThe power to declare war </mark>.");
    Path page = folder.resolve("page.html");
    ProgramRun run =
        ProgramRun.of(
            "compress",
            "--query",
            "power to <i>declare</i> war \"now\"",
            "--critic",
            TERM_OVERLAP,
            "--tokens",
            "14",
            "--html",
            page.toString(),
            evil.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(page))
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>power to &lt;i&gt;declare&lt;/i&gt; war &quot;now&quot;</h1>")
        .contains("Tea &amp; &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;.")
        .containsPattern(
            "<mark class=\"s5\" title=\"score [\\d.]+ [^\"]*\">The power to declare war")
        .contains("&lt;/mark&gt;.</mark>")
        .doesNotContain("<script", "http://", "https://", "<i>");
    assertThat(run.out()).contains("The power to declare war </mark>.");
  }

  @Test
  void thePageNeverOverwritesADocument() throws IOException {
    Path file = write("only.txt", "The one copy.");
    ProgramRun run =
        compress(List.of(), "--tokens", "9", "--html", file.toString(), file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("would overwrite");
    assertThat(file).hasContent("The one copy.");
  }

  @Test
  void aPageThatCannotBeWrittenIsAFailure() {
    String page = folder.resolve("none/page.html").toString();
    ProgramRun run = compress(List.of(), "--tokens", "9", "--html", page, DECLARATION);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("failed: " + page);
    assertThat(run.out()).isNotEmpty();
  }

  private static ProgramRun compress(List<String> ranking, String... options) {
    List<String> args = new ArrayList<>(List.of("compress", "--query", WAR));
    args.addAll(ranking);
    args.addAll(List.of(options));
    return ProgramRun.of(args);
  }

  private static JsonNode json(List<String> ranking, String... options) {
    List<String> withJson = new ArrayList<>(ranking);
    withJson.add("--json");
    ProgramRun run = compress(withJson, options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    try {
      return JSON.readTree(run.out());
    } catch (IOException e) {
      throw new AssertionError("expected one JSON object, found " + run.out(), e);
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
