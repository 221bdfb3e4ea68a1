package dev.longctx.examples.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.RewardPair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What {@code --json} prints: offsets are UTF-16 code units of the file's text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "question",
  "answer",
  "chosen",
  "candidates",
  "unmeasured",
  "compression",
  "evidence",
  "fit",
  "tokens",
  "seconds"
})
record JsonAnswer(
    String question,
    @Nullable String answer,
    int chosen,
    List<Candidate> candidates,
    @Nullable String unmeasured,
    @Nullable String compression,
    List<Span> evidence,
    String fit,
    Tokens tokens,
    Seconds seconds) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Candidate(
      @Nullable String answer,
      int votes,
      double score,
      String reasoning,
      String text,
      String finish,
      int tokens,
      @Nullable Reward reward) {}

  /** SimPO rewards under the whole documents and under what was kept of them. */
  record Reward(double full, double compressed, double gap) {}

  record Span(int document, String file, int start, int end, double score) {}

  record Tokens(long prompt, long reused, long completion) {}

  record Seconds(double compress, double prefill, double decode, double total) {}

  static String of(String question, Answer answer) {
    Compression compression = answer.compression();
    JsonAnswer json =
        new JsonAnswer(
            question,
            answer.best().answer(),
            answer.chosen(),
            candidates(answer),
            answer.alignment() instanceof Alignment.Unmeasured none ? none.reason() : null,
            compression == null ? null : EvidenceNote.of(compression),
            answer.evidence().stream().map(span -> span(answer, span)).toList(),
            answer.fit().name().toLowerCase(Locale.ROOT),
            tokens(answer.usage()),
            seconds(answer.timings()));
    try {
      return JsonMapper.builder().build().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer could not be written as JSON", e);
    }
  }

  private static List<Candidate> candidates(Answer answer) {
    List<RewardPair> rewards =
        answer.alignment() instanceof Alignment.Measured measured ? measured.rewards() : List.of();
    return IntStream.range(0, answer.candidates().size())
        .mapToObj(
            i ->
                candidate(
                    answer.candidates().get(i), rewards.isEmpty() ? null : reward(rewards.get(i))))
        .toList();
  }

  private static Reward reward(RewardPair pair) {
    return new Reward(pair.full(), pair.compressed(), pair.gap());
  }

  private static Candidate candidate(
      dev.longctx.api.reasoning.Candidate candidate, @Nullable Reward reward) {
    return new Candidate(
        candidate.answer(),
        candidate.votes(),
        candidate.score(),
        candidate.reasoning(),
        candidate.completion().text(),
        candidate.completion().finish().name().toLowerCase(Locale.ROOT),
        candidate.completion().tokens().size(),
        reward);
  }

  private static Span span(Answer answer, KeptSpan span) {
    String file = answer.reading().documents().get(span.document()).id();
    return new Span(span.document(), file, span.start(), span.end(), span.score());
  }

  private static Tokens tokens(Answer.Usage usage) {
    return new Tokens(usage.promptTokens(), usage.reusedTokens(), usage.completionTokens());
  }

  private static Seconds seconds(Answer.Timings timings) {
    return new Seconds(
        seconds(timings.compress()),
        seconds(timings.prefill()),
        seconds(timings.decode()),
        seconds(timings.total()));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
