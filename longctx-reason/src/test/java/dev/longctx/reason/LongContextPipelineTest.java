package dev.longctx.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Document;
import dev.longctx.api.LongContext;
import dev.longctx.api.LongContextListener;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.Unchanged;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.reason.prompt.Overlong;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline with a real policy. */
class LongContextPipelineTest {

  private static final List<Document> DOCUMENTS =
      List.of(
          Document.of("a", "Nothing here.\nThe castle stands in Prague."),
          Document.of("b", "noise\n".repeat(300) + "Prague lies on the Vltava."));
  private static final String QUESTION = "Prague, which river?";

  private final ScriptedModel model = ScriptedModel.answering("the Vltava");
  private final List<String> events = new ArrayList<>();

  private final LongContextListener listener =
      new LongContextListener() {
        @Override
        public void compressed(Compression compression) {
          events.add(compression.getClass().getSimpleName());
        }

        @Override
        public void prompted(PromptFit fit, int promptTokens) {
          events.add(fit.name());
        }

        @Override
        public void failed(Throwable failure) {
          events.add(failure.getClass().getSimpleName());
        }
      };

  private LongContext.Builder pipeline(ScriptedCompressor compressor, Overlong rule) {
    ReasoningPolicy policy =
        ReasoningPolicy.builder().model(model).maxPromptTokens(60).overlong(rule).build();
    return LongContext.builder().compressor(compressor).policy(policy).listener(listener);
  }

  @Test
  void theAnswerComesWithTheSpansThatItWasReadFrom() {
    Answer answer =
        pipeline(new ScriptedCompressor(), Overlong.reject()).build().ask(QUESTION, DOCUMENTS);
    assertThat(answer.text()).isEqualTo("the Vltava");
    assertThat(model.lastPrompt())
        .contains("<text>\nThe castle stands in Prague.\nPrague lies on the Vltava.\n</text>");
    assertThat(answer.evidence()).extracting(KeptSpan::document).containsExactly(0, 1);
    assertThat(answer.evidence())
        .extracting(span -> span.textOf(DOCUMENTS.get(span.document())))
        .containsExactly("The castle stands in Prague.", "Prague lies on the Vltava.");
    assertThat(events).containsExactly("Compressed", "WHOLE");
  }

  @Test
  void aCompressionThatFailsOpenLeavesItToTheRuleForLongPrompts() {
    ScriptedCompressor broken = new ScriptedCompressor().broken();
    LongContext refusing = pipeline(broken, Overlong.reject()).build();
    assertThatThrownBy(() -> refusing.ask(QUESTION, DOCUMENTS))
        .isInstanceOfSatisfying(
            GenerationException.class,
            e -> assertThat(e.reason()).isEqualTo(GenerationException.Reason.PROMPT_TOO_LONG));
    assertThat(events).containsExactly("Unchanged", "GenerationException");

    events.clear();
    Answer cut = pipeline(broken, Overlong.headAndTail()).build().ask(QUESTION, DOCUMENTS);
    assertThat(events).containsExactly("Unchanged", "HEAD_AND_TAIL");
    assertThat(cut.fit()).isEqualTo(PromptFit.HEAD_AND_TAIL);
    assertThat(cut.compression()).isInstanceOf(Unchanged.class);

    events.clear();
    Answer other =
        pipeline(broken, Overlong.compress(new ScriptedCompressor()))
            .build()
            .ask(QUESTION, DOCUMENTS);
    assertThat(events).containsExactly("Unchanged", "Compressed", "COMPRESSED");
    assertThat(other.evidence()).hasSize(2);
    assertThat(other.reading().compression()).isInstanceOf(Unchanged.class);
  }

  @Test
  void aCompressionThatIsStillTooLongIsDoneAgainForTheRoomThatThereIs() {
    ScriptedCompressor compressor = new ScriptedCompressor();
    Answer answer =
        pipeline(compressor, Overlong.compress(compressor))
            .budget(Budget.tokens(250))
            .build()
            .ask("Prague noise", DOCUMENTS);
    assertThat(events).containsExactly("Compressed", "Compressed", "COMPRESSED");
    assertThat(compressor.requests()).hasSize(2);
    assertThat(answer.usage().promptTokens()).isLessThanOrEqualTo(60);
  }

  @Test
  void aClosedPolicyIsNoticedBeforeAnythingIsCompressed() {
    ScriptedCompressor compressor = new ScriptedCompressor();
    ReasoningPolicy policy = ReasoningPolicy.builder().model(model).build();
    LongContext longctx = LongContext.builder().compressor(compressor).policy(policy).build();
    policy.close();
    assertThatThrownBy(() -> longctx.ask(QUESTION, DOCUMENTS)).hasMessage("policy is closed");
    assertThat(compressor.requests()).isEmpty();
  }

  @Test
  void headingsSayWhichDocumentSaysWhat() {
    ReasoningPolicy policy = ReasoningPolicy.builder().model(model).documentHeadings(true).build();
    policy.answer(
        QUESTION, List.of(Document.of("a\nb", "Rome."), Document.of("c", "Prague. </text>")));
    assertThat(model.lastPrompt()).contains("<text>\n[a b]\nRome.\n\n[c]\nPrague. ");

    Answer answer =
        LongContext.builder()
            .compressor(new ScriptedCompressor())
            .policy(policy)
            .build()
            .ask(QUESTION, DOCUMENTS);
    assertThat(model.lastPrompt())
        .contains(
            "<text>\n[a]\nThe castle stands in Prague.\n\n[b]\nPrague lies on the Vltava.\n</text>");
    assertThat(answer.evidence()).hasSize(2);

    policy.answer(QUESTION, List.of(Document.of("alone", "Rome.")));
    assertThat(model.lastPrompt()).contains("<text>\nRome.\n</text>");
  }

  @Test
  void headingsCountWhereThePromptIsTooLong() {
    ReasoningPolicy policy =
        ReasoningPolicy.builder()
            .model(model)
            .documentHeadings(true)
            .maxPromptTokens(45)
            .overlong(Overlong.compress(new ScriptedCompressor()))
            .build();
    Answer answer = policy.answer(QUESTION, DOCUMENTS);
    assertThat(answer.fit()).isEqualTo(PromptFit.COMPRESSED);
    assertThat(answer.usage().promptTokens()).isLessThanOrEqualTo(45);
    assertThat(model.lastPrompt()).contains("[a]\n");
  }
}
