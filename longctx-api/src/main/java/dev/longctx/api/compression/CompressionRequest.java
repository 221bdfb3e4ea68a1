package dev.longctx.api.compression;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compress, for which question, and how far. Immutable and thread-safe.
 *
 * <p>Only the documents have no default. They may be none, blank or of any length; what comes of
 * that is said by the {@link Compression}, not by an exception.
 */
public final class CompressionRequest {

  private final String query;
  private final Instruction instruction;
  private final List<Document> documents;
  private final Granularity granularity;
  private final Budget budget;
  private final Set<Protection> protections;
  private final Joiner joiner;
  private final FailurePolicy failurePolicy;
  private final @Nullable Duration deadline;
  private final @Nullable TokenCounter tokenCounter;

  private CompressionRequest(Builder builder) {
    granularity = orElse(builder.granularity, Granularity.SENTENCE);
    query = orElse(builder.query, "");
    instruction = orElse(builder.instruction, defaultInstruction(granularity));
    documents = List.copyOf(builder.documents);
    budget = orElse(builder.budget, Budget.criticDecides());
    protections =
        Collections.unmodifiableSet(orElse(builder.protections, EnumSet.allOf(Protection.class)));
    joiner = orElse(builder.joiner, defaultJoiner(granularity));
    failurePolicy = orElse(builder.failurePolicy, FailurePolicy.ORIGINAL);
    deadline = builder.deadline;
    tokenCounter = builder.tokenCounter;
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  private static Instruction defaultInstruction(Granularity granularity) {
    return switch (granularity) {
      case WORD -> Instruction.ANSWER_PHRASES;
      case SENTENCE, MODEL_SPANS -> Instruction.SUPPORTING_FACTS;
      case PARAGRAPH, DOCUMENT -> Instruction.RELATED_PARAGRAPHS;
    };
  }

  private static Joiner defaultJoiner(Granularity granularity) {
    return granularity == Granularity.WORD ? Joiner.SPACE : Joiner.NEWLINE;
  }

  /**
   * A request to fill in.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The question.
   *
   * @return the text, blank for none
   */
  public String query() {
    return query;
  }

  /**
   * What the critic is told to look for.
   *
   * @return the instruction
   */
  public Instruction instruction() {
    return instruction;
  }

  /**
   * The texts to compress.
   *
   * @return documents with distinct ids, in the caller's order
   */
  public List<Document> documents() {
    return documents;
  }

  /**
   * The unit to keep or drop.
   *
   * @return the granularity
   */
  public Granularity granularity() {
    return granularity;
  }

  /**
   * How much may be kept.
   *
   * @return the budget
   */
  public Budget budget() {
    return budget;
  }

  /**
   * What {@link Granularity#WORD} must not drop from a sentence.
   *
   * @return an unmodifiable set, maybe empty
   */
  public Set<Protection> protections() {
    return protections;
  }

  /**
   * How the spans become a text.
   *
   * @return the joiner
   */
  public Joiner joiner() {
    return joiner;
  }

  /**
   * What to return when scoring fails.
   *
   * @return the policy
   */
  public FailurePolicy failurePolicy() {
    return failurePolicy;
  }

  /**
   * How long the call may take.
   *
   * @return the time from the start of the call, empty for no limit
   */
  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /**
   * The target model's tokenizer, in whose tokens the budget counts.
   *
   * @return the counter, empty for the compressor's own
   */
  public Optional<TokenCounter> tokenCounter() {
    return Optional.ofNullable(tokenCounter);
  }

  /**
   * Collects a request. Each setting may be given once; a second time, or one that contradicts an
   * earlier one, is an {@link IllegalStateException} at once. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable String query;
    private @Nullable Instruction instruction;
    private final List<Document> documents = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private boolean documentsGiven;
    private @Nullable Granularity granularity;
    private @Nullable Budget budget;
    private @Nullable Set<Protection> protections;
    private @Nullable Joiner joiner;
    private @Nullable FailurePolicy failurePolicy;
    private @Nullable Duration deadline;
    private @Nullable TokenCounter tokenCounter;

    private Builder() {}

    /**
     * The question; blank by default. Without one a critic needs an instruction that does not speak
     * of a question, and otherwise the call ends with {@link Reason#BLANK_QUERY}.
     *
     * @param query any text
     * @return this
     */
    public Builder query(String query) {
      this.query = once("query", this.query, query);
      return this;
    }

    /**
     * What to look for; by default what the granularity suggests: {@link
     * Instruction#ANSWER_PHRASES} for words, {@link Instruction#RELATED_PARAGRAPHS} for paragraphs
     * and documents, {@link Instruction#SUPPORTING_FACTS} otherwise.
     *
     * @param instruction the instruction
     * @return this
     */
    public Builder instruction(Instruction instruction) {
      this.instruction = once("instruction", this.instruction, instruction);
      return this;
    }

    /**
     * What to look for, in the caller's own words.
     *
     * @param instruction any sentence
     * @return this
     */
    public Builder instruction(String instruction) {
      return instruction(Instruction.of(instruction));
    }

    /**
     * All documents at once; not to be mixed with {@link #document(Document)}.
     *
     * @param documents documents with distinct ids, maybe none
     * @return this
     * @throws IllegalArgumentException if two have the same id
     */
    public Builder documents(List<Document> documents) {
      if (documentsGiven || !this.documents.isEmpty()) {
        throw new IllegalStateException("documents were already given");
      }
      documentsGiven = true;
      documents.forEach(this::add);
      return this;
    }

    /**
     * One document more; not to be mixed with {@link #documents(List)}.
     *
     * @param document the next document
     * @return this
     * @throws IllegalArgumentException if an earlier one has its id
     */
    public Builder document(Document document) {
      if (documentsGiven) {
        throw new IllegalStateException("document cannot be combined with documents");
      }
      add(document);
      return this;
    }

    private void add(Document document) {
      if (!ids.add(document.id())) {
        throw new IllegalArgumentException(
            "document ids must be distinct, found \"" + document.id() + "\" twice");
      }
      documents.add(document);
    }

    /**
     * The unit to keep or drop; {@link Granularity#SENTENCE} by default.
     *
     * @param granularity the unit
     * @return this
     */
    public Builder granularity(Granularity granularity) {
      this.granularity = once("granularity", this.granularity, granularity);
      return this;
    }

    /**
     * How much to keep; {@link Budget#criticDecides()} by default.
     *
     * @param budget the budget
     * @return this
     */
    public Builder budget(Budget budget) {
      this.budget = once("budget", this.budget, budget);
      checkTruncation(this.budget);
      return this;
    }

    /**
     * What {@link Granularity#WORD} must not drop; everything in {@link Protection} by default.
     *
     * @param protections the protections, maybe none
     * @return this
     */
    public Builder protections(Collection<Protection> protections) {
      EnumSet<Protection> copy = EnumSet.noneOf(Protection.class);
      copy.addAll(protections);
      this.protections = once("protections", this.protections, copy);
      return this;
    }

    /**
     * How spans become a text; one span a line by default, and a blank between words for {@link
     * Granularity#WORD}.
     *
     * @param joiner the joiner
     * @return this
     */
    public Builder joiner(Joiner joiner) {
      this.joiner = once("joiner", this.joiner, joiner);
      return this;
    }

    /**
     * What to return when scoring fails; {@link FailurePolicy#ORIGINAL} by default.
     *
     * @param failurePolicy the policy
     * @return this
     */
    public Builder onFailure(FailurePolicy failurePolicy) {
      this.failurePolicy = once("onFailure", this.failurePolicy, failurePolicy);
      checkTruncation(this.budget);
      return this;
    }

    /**
     * How long the call may take; no limit by default.
     *
     * @param deadline a positive time, from the start of the call
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder deadline(Duration deadline) {
      if (deadline.isZero() || deadline.isNegative()) {
        throw new IllegalArgumentException("deadline must be positive, found " + deadline);
      }
      this.deadline = once("deadline", this.deadline, deadline);
      return this;
    }

    /**
     * Whose tokens the budget counts in; the compressor's own counter by default.
     *
     * @param tokenCounter the target model's counter
     * @return this
     */
    public Builder tokenCounter(TokenCounter tokenCounter) {
      this.tokenCounter = once("tokenCounter", this.tokenCounter, tokenCounter);
      return this;
    }

    /**
     * The request.
     *
     * @return an immutable request
     * @throws IllegalStateException if {@link FailurePolicy#TRUNCATE_TO_BUDGET} was given and no
     *     budget that has a number of tokens to cut to
     */
    public CompressionRequest build() {
      checkTruncation(orElse(budget, Budget.criticDecides()));
      return new CompressionRequest(this);
    }

    private void checkTruncation(@Nullable Budget known) {
      boolean unbounded =
          known instanceof Budget.Threshold || known instanceof Budget.CriticDecides;
      if (unbounded && failurePolicy == FailurePolicy.TRUNCATE_TO_BUDGET) {
        throw new IllegalStateException(
            "onFailure(TRUNCATE_TO_BUDGET) needs a budget in tokens or a keep ratio, found "
                + known);
      }
    }

    private static <T> T once(String name, @Nullable T present, T value) {
      if (present != null) {
        throw new IllegalStateException(name + " was already given");
      }
      return Objects.requireNonNull(value, name);
    }
  }
}
