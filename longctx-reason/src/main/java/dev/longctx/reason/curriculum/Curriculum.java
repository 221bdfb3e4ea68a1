package dev.longctx.reason.curriculum;

import dev.longctx.reason.internal.policy.Once;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Phases of growing prompts, each of which begins with the policy that the one before it left
 * (QwenLong-L1, section 2.2). Immutable and thread-safe.
 *
 * <p>Tokens are those of the policy, of the prompt with its template. A phase's own problems are
 * longer than those of all phases before it; a {@linkplain Retrospective retrospective selection}
 * brings the hardest of those back. What is longer than the last cap belongs to no phase.
 */
public final class Curriculum {

  private static final int FIRST_CAP = 20_000;
  private static final int SECOND_CAP = 60_000;

  private final List<Phase> phases;
  private final @Nullable Retrospective retrospective;

  private Curriculum(Builder builder) {
    phases = List.copyOf(builder.phases);
    retrospective = builder.retrospective;
  }

  /**
   * Settings to put together; at least one phase is needed.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The phases of QwenLong-L1 (section 3.2): prompts up to 20,000 tokens, then up to 60,000 with
   * those of the first that the base model never solves.
   *
   * @param each how long each of the two lasts, which the paper does not tell
   * @return the curriculum
   */
  public static Curriculum qwenLongL1(PhaseLength each) {
    return builder()
        .phase(FIRST_CAP, each)
        .phase(SECOND_CAP, each)
        .retrospective(Retrospective.hardest())
        .build();
  }

  /**
   * No phases: all prompts up to a cap at once.
   *
   * @param upTo the longest prompt in tokens, at least 1
   * @param length how long it lasts
   * @return the curriculum
   */
  public static Curriculum singleStage(int upTo, PhaseLength length) {
    return builder().phase(upTo, length).build();
  }

  /**
   * The phases in their order.
   *
   * @return at least one, their buckets side by side from 0
   */
  public List<Phase> phases() {
    return phases;
  }

  /**
   * What later phases take back.
   *
   * @return the selection, or empty where they take nothing
   */
  public Optional<Retrospective> retrospective() {
    return Optional.ofNullable(retrospective);
  }

  /**
   * The last phase's cap.
   *
   * @return the longest prompt that any phase takes, in tokens
   */
  public int longestPrompt() {
    return phases.get(phases.size() - 1).bucket().upTo();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Curriculum that
        && phases.equals(that.phases)
        && Objects.equals(retrospective, that.retrospective);
  }

  @Override
  public int hashCode() {
    return Objects.hash(phases, retrospective);
  }

  /** The phases and what they take back; two curricula with the same text are equal. */
  @Override
  public String toString() {
    return "Curriculum[phases=%s, retrospective=%s]".formatted(phases, retrospective);
  }

  /** Collects phases and, once, the selection. Not thread-safe. */
  public static final class Builder {

    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Retrospective retrospective;

    private Builder() {}

    /**
     * Adds a phase after those before; any number of them.
     *
     * @param upTo its longest prompt in tokens, above that of the phase before; it takes what is
     *     longer than that one's
     * @param length how long it lasts
     * @return this builder
     * @throws IllegalArgumentException if the cap does not grow
     */
    public Builder phase(int upTo, PhaseLength length) {
      int above = phases.isEmpty() ? 0 : phases.get(phases.size() - 1).bucket().upTo();
      if (upTo <= above) {
        throw new IllegalArgumentException(
            "phase %d, upTo: expected more than %d tokens, found %d"
                .formatted(phases.size() + 1, above, upTo));
      }
      phases.add(new Phase(new LengthBucket(above, upTo), length));
      return this;
    }

    /**
     * Gives what later phases take back from those before; nothing by default.
     *
     * @param value the selection
     * @return this builder
     */
    public Builder retrospective(Retrospective value) {
      retrospective =
          Once.give("retrospective", retrospective, Objects.requireNonNull(value, "retrospective"));
      return this;
    }

    /**
     * The curriculum as collected so far.
     *
     * @return the curriculum
     * @throws IllegalStateException if it has no phase
     */
    public Curriculum build() {
      if (phases.isEmpty()) {
        throw new IllegalStateException("phase: expected at least one, found none");
      }
      return new Curriculum(this);
    }
  }
}
