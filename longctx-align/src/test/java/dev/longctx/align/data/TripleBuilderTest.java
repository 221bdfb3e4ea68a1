package dev.longctx.align.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.align.testing.ScriptedModel;
import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.model.GenerationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TripleBuilderTest {

  private static final List<Document> POOL =
      IntStream.range(0, 40)
          .mapToObj(i -> Document.of("pool-" + i, "Fact " + i + " is about bees."))
          .toList();

  private final ScriptedModel model = new ScriptedModel(TripleBuilderTest::mixed, 10_000);

  private static String mixed(int sample) {
    return sample % 2 == 0 ? "The answer is Aude " + sample : "Not stated " + sample;
  }

  private static SupportedQuestion question(String id) {
    return new SupportedQuestion(
        id,
        "Which river?",
        List.of(
            Document.of("e1-" + id, "The castle stands by the Aude."),
            Document.of("e2-" + id, "The treaty was signed there.")),
        List.of("Aude"));
  }

  private static TripleBuilder.Builder builder(ScriptedModel model) {
    return TripleBuilder.builder().model(model).unrelated(POOL).longTokens(60).samples(8).seed(3);
  }

  @Test
  void mixesTheEvidenceWithUnrelatedDocumentsUpToTheBudget() {
    Triple triple = builder(model).build().build(List.of(question("q"))).triples().get(0);

    assertThat(triple.shortContext())
        .extracting(Document::id)
        .containsExactlyInAnyOrder("e1-q", "e2-q");
    // 11 tokens of evidence leave room for 9 documents of 5 tokens each.
    assertThat(triple.longContext()).hasSize(2 + 9).containsAll(triple.shortContext());
    assertThat(triple.chosen()).contains("Aude");
    assertThat(triple.rejected()).startsWith("Not stated");
    assertThat(triple.id()).isEqualTo("q");
  }

  @Test
  void samplesOnceUnderTheShortContextForAllResponses() {
    TripleSet set = builder(model).build().build(List.of(question("a"), question("b")));

    assertThat(model.requests()).hasSize(2);
    GenerationRequest request = model.requests().get(0);
    assertThat(request.samples()).isEqualTo(8);
    assertThat(request.sampling().temperature()).isEqualTo(0.85);
    long promptTokens = 2L * model.countTokens(request.prompt());
    assertThat(set.stats().prefilledTokens()).isEqualTo(promptTokens);
    assertThat(set.stats().prefilledTokensPerPair()).isEqualTo(promptTokens / 2.0);
    assertThat(set.stats().generatedTokens()).isGreaterThan(0);
  }

  @Test
  void samplingUnderTheLongContextReadsMore() {
    TripleStats near = builder(model).build().build(List.of(question("a"))).stats();
    TripleStats far =
        builder(model)
            .sampledUnder(ContextLength.LONG)
            .build()
            .build(List.of(question("a")))
            .stats();

    assertThat(far.prefilledTokensPerPair()).isGreaterThan(2 * near.prefilledTokensPerPair());
  }

  @Test
  void whatAQuestionBecomesDoesNotDependOnTheOthers() {
    TripleBuilder builder = builder(model).build();
    Triple alone = builder.build(List.of(question("b"))).triples().get(0);
    List<Triple> several =
        builder.build(List.of(question("a"), question("b"), question("c"))).triples();
    Triple otherSeed =
        TripleBuilder.builder()
            .model(model)
            .unrelated(POOL)
            .longTokens(60)
            .samples(8)
            .seed(4)
            .build()
            .build(List.of(question("b")))
            .triples()
            .get(0);

    assertThat(several.get(1)).isEqualTo(alone);
    assertThat(otherSeed.longContext()).isNotEqualTo(alone.longContext());
    assertThat(ids(several.get(0))).isNotEqualTo(ids(several.get(2)));
  }

  private static List<String> ids(Triple triple) {
    return triple.longContext().stream()
        .map(Document::id)
        .filter(id -> id.startsWith("pool"))
        .toList();
  }

  @Test
  void distractorsOfTheShortContextStandInTheLongOneToo() {
    Triple triple =
        builder(model).distractors(2).build().build(List.of(question("q"))).triples().get(0);

    assertThat(triple.shortContext()).hasSize(4);
    assertThat(triple.longContext()).containsAll(triple.shortContext());
    assertThat(triple.evidence()).containsExactly("e1-q", "e2-q");
  }

  @Test
  void leavesOutUnrelatedDocumentsThatHoldTheAnswer() {
    List<Document> pool = new ArrayList<>(POOL.subList(0, 3));
    pool.add(Document.of("leak", "Trout live in the AUDE."));
    TripleBuilder.Builder strict =
        TripleBuilder.builder().model(model).unrelated(pool).longTokens(60).samples(4);
    TripleBuilder.Builder lenient =
        TripleBuilder.builder()
            .model(model)
            .unrelated(pool)
            .longTokens(60)
            .samples(4)
            .answersInUnrelated(true);

    assertThat(ids(strict)).doesNotContain("leak").hasSize(5);
    assertThat(ids(lenient)).contains("leak").hasSize(6);
  }

  private static List<String> ids(TripleBuilder.Builder builder) {
    return builder.build().build(List.of(question("q"))).triples().get(0).longContext().stream()
        .map(Document::id)
        .toList();
  }

  @Test
  void countsWhyQuestionsBecomeNoTriples() {
    assertSkip(builder(new ScriptedModel(i -> "Aude", 10_000)), SkipReason.NO_MISS);
    assertSkip(builder(new ScriptedModel(i -> "Rhone", 10_000)), SkipReason.NO_HIT);
    assertSkip(builder(new ScriptedModel(i -> "The Aude is…", 10_000)), SkipReason.NO_RESPONSE);
    assertSkip(builder(new ScriptedModel(i -> " ", 10_000)), SkipReason.NO_RESPONSE);
    assertSkip(builder(new ScriptedModel(TripleBuilderTest::mixed, 1_030)), SkipReason.TOO_LONG);
    TripleBuilder.Builder tight =
        TripleBuilder.builder().model(model).unrelated(POOL).longTokens(5);
    assertSkip(tight, SkipReason.EVIDENCE_TOO_LONG);
    TripleBuilder.Builder poor = TripleBuilder.builder().model(model).unrelated(List.of());
    assertSkip(poor, SkipReason.NO_UNRELATED_DOCUMENTS);
  }

  private static void assertSkip(TripleBuilder.Builder builder, SkipReason reason) {
    List<SkipReason> heard = new ArrayList<>();
    TripleListener listener =
        new TripleListener() {
          @Override
          public void skipped(SupportedQuestion question, SkipReason why) {
            heard.add(why);
          }
        };
    TripleSet set = builder.listener(listener).build().build(List.of(question("q")));
    assertThat(set.triples()).isEmpty();
    assertThat(set.stats().skips()).isEqualTo(Map.of(reason, 1));
    assertThat(set.stats().questions()).isEqualTo(1);
    assertThat(heard).containsExactly(reason);
  }

  @Test
  void aResponseThatWasJudgedBothWaysIsNotItsOwnCounterpart() {
    AtomicInteger calls = new AtomicInteger();
    ResponseCheck fickle = (response, answers) -> calls.getAndIncrement() % 2 == 0;
    assertSkip(builder(new ScriptedModel(i -> "Aude", 10_000)).check(fickle), SkipReason.NO_MISS);
  }

  @Test
  void endsBetweenTwoQuestionsWhenItIsCancelled() {
    Cancellation cancellation = new Cancellation();
    List<Triple> heard = new ArrayList<>();
    TripleListener listener =
        new TripleListener() {
          @Override
          public void accepted(Triple triple) {
            heard.add(triple);
            cancellation.cancel();
          }
        };
    TripleBuilder builder = builder(model).listener(listener).build();

    assertThatThrownBy(() -> builder.build(List.of(question("a"), question("b")), cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).hasSize(1);
  }

  @Test
  void refusesQuestionsOfTheSameName() {
    TripleBuilder builder = builder(model).build();

    assertThatThrownBy(() -> builder.build(List.of(question("a"), question("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("different ids");
  }
}
