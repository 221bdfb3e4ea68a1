package dev.longctx.examples.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.api.reasoning.RewardPair;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerReportTest {

  private static final String TEXT = "Rome lies on the Tiber.\n".repeat(25);

  private static Candidate candidate(String answer, int votes, FinishReason finish) {
    return new Candidate(
        new Completion("text", finish, TokenTrace.counted(4)), "", answer, votes, 0);
  }

  private static Compressed kept(int spans) {
    List<KeptSpan> all =
        IntStream.range(0, spans)
            .mapToObj(i -> new KeptSpan(0, 24 * i, 24 * i + 23, 0.25, KeptSpan.Origin.SCORE))
            .toList();
    return new Compressed(
        List.of(Document.of("rome.txt", TEXT)),
        all,
        all,
        List.of(DocumentStatus.SCORED),
        Joiner.NEWLINE,
        new CompressionStats(1, 15_000, 900, 2, 4, CompressionStats.Timings.NONE));
  }

  private static List<String> report(int spans, PromptFit fit, Candidate... candidates) {
    return AnswerReport.of("Which\nriver?", answer(spans, fit, candidates));
  }

  private static Answer answer(int spans, PromptFit fit, Candidate... candidates) {
    Compressed kept = kept(spans);
    return new Answer(
        List.of(candidates),
        0,
        Reading.of(kept),
        kept,
        Prompt.text("prompt"),
        fit,
        new Answer.Usage(1_234, 1_000, 56),
        new Answer.Timings(
            Duration.ofMillis(500),
            Duration.ofMillis(250),
            Duration.ofMillis(125),
            Duration.ofMillis(1000)),
        null);
  }

  @Test
  void saysAnswerVotesEvidenceAndCosts() {
    assertThat(
            report(
                1,
                PromptFit.WHOLE,
                candidate("the Tiber", 2, FinishReason.STOP),
                candidate("The Seine", 1, FinishReason.STOP),
                candidate("tiber", 2, FinishReason.STOP),
                candidate(null, 0, FinishReason.LENGTH)))
        .containsExactly(
            "question   Which river?",
            "answer     the Tiber",
            "votes      2 of 4, others {seine=1, (no answer)=1}",
            "evidence   compressed",
            "  rome.txt [0, 23) 0.25  Rome lies on the Tiber.",
            "prompt     fits as it is",
            "tokens     1,234 read (1,000 of them before), 56 written; documents 15,000, kept 900",
            "time       1.000 s: compress 0.500, read 0.250, write 0.125");
  }

  @Test
  void showsTwentySpansAndCountsTheRest() {
    List<String> lines = report(25, PromptFit.WHOLE, candidate("x", 1, FinishReason.STOP));
    assertThat(lines).filteredOn(line -> line.startsWith("  rome.txt")).hasSize(20);
    assertThat(lines).contains("  and 5 more");
  }

  @ParameterizedTest
  @CsvSource({
    "LENGTH, (the model was cut off",
    "DEADLINE, (its time was up)",
    "FILTERED, (the rest was withheld)"
  })
  void saysWhyASampleEndedEarly(FinishReason finish, String words) {
    assertThat(report(0, PromptFit.COMPRESSED, candidate(null, 0, finish)).get(1))
        .startsWith("answer     none in the form that was asked for")
        .contains(words);
  }

  @Test
  void saysRewardsOfAllCandidatesAndTheirGaps() {
    Answer answer =
        answer(
                0,
                PromptFit.WHOLE,
                candidate("the Tiber", 1, FinishReason.STOP),
                candidate(null, 0, FinishReason.LENGTH))
            .plusAlignment(
                new Alignment.Measured(
                    List.of(new RewardPair(-1.5, -1.25), new RewardPair(-2, -3))),
                0);
    assertThat(AnswerReport.of("Which?", answer))
        .containsSequence(
            "alignment  SimPO rewards under the whole documents and under what was kept",
            "  whole -1.5000, kept -1.2500, gap 0.2500  tiber",
            "  whole -2.0000, kept -3.0000, gap 1.0000  (no answer)");
  }

  @Test
  void saysWhyRewardsAreMissing() {
    Answer answer =
        answer(0, PromptFit.WHOLE, candidate("x", 1, FinishReason.STOP))
            .plusAlignment(new Alignment.Unmeasured("too\u001B long"), 0);
    assertThat(AnswerReport.of("Which?", answer))
        .contains("alignment  not measured: too\uFFFD long");
  }

  @Test
  void controlCharactersOfAnAnswerDoNotReachTheTerminal() {
    String evil = "Tiber\u001B[2J\u202Etxt";
    assertThat(report(0, PromptFit.WHOLE, candidate(evil, 1, FinishReason.STOP)).get(1))
        .isEqualTo("answer     Tiber\uFFFD[2J\uFFFDtxt");
  }

  @Test
  void saysThatNothingWasKept() {
    assertThat(report(0, PromptFit.WHOLE, candidate("x", 1, FinishReason.STOP)))
        .contains(
            "evidence   compressed, but nothing was kept: the model had no text to answer from");
  }

  @Test
  void namesWhatTheCriticCannotRead() {
    Document scored = Document.of("rome.txt", TEXT);
    Document unread = Document.of("odd.txt", "???");
    KeptSpan whole = new KeptSpan(0, 0, 3, 0, KeptSpan.Origin.SCORE);
    Compressed alone = compressed(List.of(unread), whole, DocumentStatus.UNSUPPORTED_TEXT);
    assertThat(EvidenceNote.of(alone))
        .isEqualTo("unchanged, whole where the critic cannot read the text: odd.txt");
    Compressed both =
        compressed(
            List.of(unread, scored), whole, DocumentStatus.UNSUPPORTED_TEXT, DocumentStatus.SCORED);
    assertThat(EvidenceNote.of(both))
        .isEqualTo("compressed, whole where the critic cannot read the text: odd.txt");
  }

  private static Compressed compressed(
      List<Document> documents, KeptSpan span, DocumentStatus... statuses) {
    return new Compressed(
        documents,
        List.of(span),
        List.of(span),
        List.of(statuses),
        Joiner.NEWLINE,
        new CompressionStats(documents.size(), 9, 9, 1, 1, CompressionStats.Timings.NONE));
  }
}
