package dev.longctx.compress.internal.critic;

import dev.longctx.api.Document;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Instruction;
import dev.longctx.api.compression.Reason;
import dev.longctx.compress.internal.pipeline.CallControl;
import dev.longctx.compress.internal.pipeline.CompressionFailure;
import dev.longctx.compress.internal.pipeline.Listeners;
import dev.longctx.compress.internal.pipeline.Scored;
import dev.longctx.compress.internal.pipeline.UnitScorer;
import dev.longctx.compress.internal.segment.Segmenter;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.unit.Units;
import dev.longctx.compress.internal.unit.UnitsBuilder;
import dev.longctx.compress.internal.window.Window;
import dev.longctx.onnx.critic.CriticPrompt;
import dev.longctx.onnx.critic.CriticSession;
import dev.longctx.onnx.critic.LabelScheme;
import dev.longctx.onnx.critic.PromptTemplate;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Scores units with a critic, window by window, in parallel. Thread-safe. */
public final class CriticScorer implements UnitScorer {

  /** A document with more unknown tokens than this share is never scored. */
  static final double MAX_UNKNOWN = 0.1;

  /** So many unknown tokens say nothing about a short text: an emoji or a rare letter. */
  static final int HARMLESS_UNKNOWN = 2;

  /** What these say means nothing without the question that they speak of. */
  private static final Set<Instruction> OF_A_QUESTION =
      Set.of(
          Instruction.ANSWER_PHRASES, Instruction.SUPPORTING_FACTS, Instruction.RELATED_PARAGRAPHS);

  /** The prompt may take all of the window but this share. */
  private static final int MIN_TEXT_SHARE = 8;

  private final CriticSession session;
  private final ScoringOptions options;
  private final Executor executor;
  private final Listeners listeners;

  /** A scorer on an open critic. */
  public CriticScorer(
      CriticSession session, ScoringOptions options, Executor executor, Listeners listeners) {
    this.session = session;
    this.options = options;
    this.executor = executor;
    this.listeners = listeners;
  }

  @Override
  public void check(CompressionRequest request) {
    LabelScheme scheme = session.manifest().labelScheme();
    if (request.granularity() == Granularity.MODEL_SPANS && scheme != LabelScheme.BIOE) {
      throw new IllegalArgumentException(
          "granularity MODEL_SPANS needs a critic with labels BIOE, but critic \""
              + session.manifest().name()
              + "\" has "
              + scheme);
    }
  }

  @Override
  public double ownThreshold(CompressionRequest request) {
    return request.granularity() == Granularity.MODEL_SPANS ? 0 : session.manifest().threshold();
  }

  @Override
  public float floor() {
    return -1;
  }

  @Override
  public Scored score(CompressionRequest request, CallControl control) {
    checkQuery(request);
    long began = System.nanoTime();
    CriticPrompt prompt = session.prompt(request.instruction().text(), request.query());
    int capacity = capacityBeside(prompt);
    List<DocumentStatus> statuses = new ArrayList<>();
    List<TokenizedDocument> documents = tokenized(request, control, statuses);
    List<Window> windows = new ArrayList<>();
    for (TokenizedDocument document : documents) {
      windows.addAll(WindowPlan.of(document, options.windowing(), capacity));
    }
    long planned = System.nanoTime();
    new WindowScoring(session, options, executor, listeners)
        .run(request, control, prompt, documents, windows);
    long scored = System.nanoTime();
    long tokens = windows.stream().mapToLong(w -> (long) prompt.size() + w.size()).sum();
    return new Scored(
        units(request, documents),
        statuses,
        windows.size(),
        tokens,
        Duration.ofNanos(planned - began),
        Duration.ofNanos(scored - planned));
  }

  private void checkQuery(CompressionRequest request) {
    Instruction instruction = request.instruction();
    boolean asks = !instruction.text().isBlank() && !OF_A_QUESTION.contains(instruction);
    boolean reads = session.manifest().template() != PromptTemplate.NONE;
    if (reads && request.query().isBlank() && !asks) {
      throw new CompressionFailure(
          Reason.BLANK_QUERY,
          "the query must say what to look for, or an instruction that does not speak of a question",
          null);
    }
  }

  private int capacityBeside(CriticPrompt prompt) {
    int window = session.manifest().windowTokens();
    int capacity = window - prompt.size();
    if (capacity < Math.max(1, window / MIN_TEXT_SHARE)) {
      throw new CompressionFailure(
          Reason.PROMPT_TOO_LONG,
          "instruction and query take "
              + prompt.size()
              + " tokens of the critic's window of "
              + window
              + ", and at least "
              + window / MIN_TEXT_SHARE
              + " must be left for the text",
          null);
    }
    return capacity;
  }

  private List<TokenizedDocument> tokenized(
      CompressionRequest request, CallControl control, List<DocumentStatus> statuses) {
    List<TokenizedDocument> documents = new ArrayList<>();
    for (int i = 0; i < request.documents().size(); i++) {
      control.check();
      Document source = request.documents().get(i);
      Segments segments = Segmenter.segment(source.text());
      if (segments.size() == 0) {
        statuses.add(DocumentStatus.BLANK);
        continue;
      }
      control.check();
      EncodedText tokens = session.encode(source.text(), ends(segments), control.stop());
      if (isUnreadable(tokens)) {
        statuses.add(DocumentStatus.UNSUPPORTED_TEXT);
        continue;
      }
      statuses.add(DocumentStatus.SCORED);
      documents.add(new TokenizedDocument(i, segments, tokens));
    }
    return documents;
  }

  private static int[] ends(Segments segments) {
    int[] ends = new int[segments.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = segments.end(i);
    }
    return ends;
  }

  private static boolean isUnreadable(EncodedText tokens) {
    int unknown = tokens.unknownTokens();
    return tokens.size() == 0
        || (unknown > HARMLESS_UNKNOWN && unknown > MAX_UNKNOWN * tokens.size());
  }

  private Units units(CompressionRequest request, List<TokenizedDocument> documents) {
    UnitsBuilder units = new UnitsBuilder(request.granularity() == Granularity.MODEL_SPANS);
    UnitGatherer gatherer = new UnitGatherer(request, options.spanDecoding(), units);
    documents.forEach(gatherer::gather);
    return units.build();
  }
}
