package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.Unchanged;
import dev.longctx.compress.internal.segment.RandomTexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds compressors to their contract on seeded random documents. {@code -Dlongctx.inputs=100000}
 * makes it the long-running check, {@code -Dlongctx.seed=} repeats a run.
 */
class CompressionPropertiesTest {

  private static final int INPUTS = Integer.getInteger("longctx.inputs", 2_000);
  private static final List<String> CRITICS =
      List.of("term-overlap", "tiny-pair-int8", "tiny-pair-fp32", "tiny-none", "tiny-cprs");
  private static final List<Granularity> LEXICAL =
      List.of(Granularity.SENTENCE, Granularity.PARAGRAPH, Granularity.DOCUMENT);
  private static final List<Granularity> WITHOUT_SPANS =
      List.of(Granularity.WORD, Granularity.SENTENCE, Granularity.PARAGRAPH, Granularity.DOCUMENT);
  private static final List<Joiner> JOINERS =
      List.of(
          Joiner.SPACE, Joiner.NEWLINE, Joiner.BLANK_LINE, Joiner.SPACE.withOmissionMark("[...]"));
  private static final List<TokenCounter> COUNTERS =
      List.of(TokenCounter.approximate(), String::length);

  private final long seed = RandomTexts.seed();
  private final RandomTexts texts = new RandomTexts(seed);
  private final Random random = new Random(seed);
  private final List<CriticCompressor> single = new ArrayList<>();
  private final List<CriticCompressor> parallel = new ArrayList<>();
  private final LexicalCompressor lexical = LexicalCompressor.builder().build();
  private String input = "";
  private Joiner joiner = Joiner.NEWLINE;

  @BeforeEach
  void open() {
    for (String critic : CRITICS) {
      single.add(compressor(critic, 1, 0));
      parallel.add(compressor(critic, 3, 300));
    }
  }

  private static CriticCompressor compressor(String critic, int workers, int batchTokens) {
    return CriticCompressor.builder()
        .critic(Fixtures.critic(critic))
        .workers(workers)
        .batchTokens(batchTokens)
        .build();
  }

  @AfterEach
  void close() {
    single.forEach(CriticCompressor::close);
    parallel.forEach(CriticCompressor::close);
  }

  @Test
  void everyPropertyHoldsOnRandomDocuments() {
    for (int i = 0; i < INPUTS; i++) {
      List<Document> documents = documents();
      input = "seed " + seed + ", input " + i;
      joiner = pick(JOINERS);
      int critic = random.nextInt(CRITICS.size());
      Granularity granularity = granularity(critic);
      switch (random.nextInt(5)) {
        case 0 -> isMonotoneInTheThreshold(critic, granularity, documents);
        case 1 -> isAppendStable(critic, granularity, documents);
        case 2 -> isIndifferentToOrder(critic, granularity, documents);
        case 3 -> keepsTheLexicalBudget(documents);
        default -> keepsTheBudgetForAnyNumberOfWorkers(critic, granularity, documents);
      }
    }
  }

  private List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      documents.add(Document.of("d" + i, texts.next(4)));
    }
    return documents;
  }

  private Granularity granularity(int critic) {
    return CRITICS.get(critic).equals("tiny-cprs")
        ? pick(List.of(Granularity.values()))
        : pick(WITHOUT_SPANS);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private CompressionRequest.Builder request(Granularity granularity, List<Document> documents) {
    return CompressionRequest.builder()
        .query("Which states shall try the impeachment?")
        .instruction("Extract.")
        .granularity(granularity)
        .documents(documents);
  }

  private Compression checked(Compressor compressor, CompressionRequest request) {
    Compression result = compressor.compress(request);
    assertThat(result.documents()).as(input).isEqualTo(request.documents());
    assertWellFormed(result.documents(), result.spans());
    assertWellFormed(result.documents(), result.units());
    assertThat(result.text()).as(input).isEqualTo(joined(result, request));
    assertThat(result.stats().outputTokens())
        .as(input)
        .isLessThanOrEqualTo(result.stats().inputTokens());
    return result;
  }

  private void assertWellFormed(List<Document> documents, List<KeptSpan> spans) {
    int document = 0;
    int reached = 0;
    for (KeptSpan span : spans) {
      if (span.document() != document) {
        assertThat(span.document()).as(input).isGreaterThan(document);
        document = span.document();
        reached = 0;
      }
      String text = documents.get(document).text();
      assertThat(span.start()).as(input).isGreaterThanOrEqualTo(reached);
      assertThat(span.end()).as(input).isGreaterThan(span.start());
      assertThat(span.end()).as(input).isLessThanOrEqualTo(text.length());
      assertThat(isCharacterBorder(text, span.start())).as(input).isTrue();
      assertThat(isCharacterBorder(text, span.end())).as(input).isTrue();
      assertThat(span.score()).as(input).isBetween(0.0, Double.MAX_VALUE);
      reached = span.end();
    }
  }

  private static boolean isCharacterBorder(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private static String joined(Compression result, CompressionRequest request) {
    StringBuilder text = new StringBuilder();
    KeptSpan previous = null;
    for (KeptSpan span : result.spans()) {
      if (previous != null) {
        text.append(request.joiner().between(result.documents(), previous, span));
      }
      text.append(span.textOf(result.documents().get(span.document())));
      previous = span;
    }
    return text.toString();
  }

  private void keepsTheBudgetForAnyNumberOfWorkers(
      int critic, Granularity granularity, List<Document> documents) {
    TokenCounter counter = pick(COUNTERS);
    int limit = 1 + random.nextInt(200);
    CompressionRequest request =
        request(granularity, documents)
            .budget(Budget.tokens(limit))
            .tokenCounter(counter)
            .joiner(joiner)
            .onFailure(FailurePolicy.TRUNCATE_TO_BUDGET)
            .build();
    Compression result = checked(single.get(critic), request);
    if (!(result instanceof Unchanged)) {
      assertThat(counter.count(result.text())).as(input).isLessThanOrEqualTo(limit);
    }
    Compression other = checked(parallel.get(critic), request);
    assertThat(ranges(other.units())).as(input).isEqualTo(ranges(result.units()));
  }

  private void keepsTheLexicalBudget(List<Document> documents) {
    int limit = 1 + random.nextInt(200);
    Granularity granularity = pick(LEXICAL);
    CompressionRequest request =
        request(granularity, documents).budget(Budget.tokens(limit)).build();
    Compression result = checked(lexical, request);
    if (result instanceof Compressed) {
      assertThat(TokenCounter.approximate().count(result.text()))
          .as(input)
          .isLessThanOrEqualTo(limit);
    }
  }

  private void isMonotoneInTheThreshold(
      int critic, Granularity granularity, List<Document> documents) {
    double low = random.nextDouble();
    double high = low + (1 - low) * random.nextDouble();
    Compression more = threshold(critic, granularity, documents, low);
    Compression less = threshold(critic, granularity, documents, high);
    if (more instanceof Compressed && less instanceof Compressed) {
      assertThat(ranges(more.units())).as(input).containsAll(ranges(less.units()));
    }
  }

  private void isAppendStable(int critic, Granularity granularity, List<Document> documents) {
    double threshold = random.nextDouble();
    List<Document> appended = new ArrayList<>(documents);
    appended.add(Document.of("appended", texts.next(4)));
    Compression before = threshold(critic, granularity, documents, threshold);
    Compression after = threshold(critic, granularity, appended, threshold);
    if (before instanceof Compressed && after instanceof Compressed) {
      assertThat(after.units().stream().filter(u -> u.document() < documents.size()).toList())
          .as(input)
          .isEqualTo(before.units());
      assertThat(after.text()).as(input).startsWith(before.text());
    }
  }

  private void isIndifferentToOrder(int critic, Granularity granularity, List<Document> documents) {
    double threshold = random.nextDouble();
    List<Document> reversed = new ArrayList<>(documents);
    Collections.reverse(reversed);
    Compression forward = threshold(critic, granularity, documents, threshold);
    Compression backward = threshold(critic, granularity, reversed, threshold);
    int last = documents.size() - 1;
    if (forward instanceof Compressed && backward instanceof Compressed) {
      for (int d = 0; d <= last; d++) {
        assertThat(unitsOf(backward, last - d)).as(input).isEqualTo(unitsOf(forward, d));
      }
    }
  }

  private Compression threshold(
      int critic, Granularity granularity, List<Document> documents, double threshold) {
    CompressionRequest request =
        request(granularity, documents).budget(Budget.threshold(threshold)).joiner(joiner).build();
    return checked(single.get(critic), request);
  }

  private static List<List<Integer>> ranges(List<KeptSpan> spans) {
    return spans.stream().map(s -> List.of(s.document(), s.start(), s.end())).toList();
  }

  private static List<List<Number>> unitsOf(Compression result, int document) {
    return result.units().stream()
        .filter(u -> u.document() == document)
        .map(u -> List.<Number>of(u.start(), u.end(), u.score()))
        .toList();
  }
}
