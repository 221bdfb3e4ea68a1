package dev.longctx.examples.training.align;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.PreferenceTraining;
import dev.longctx.align.SoLoPo;
import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.AlignedResponses;
import dev.longctx.align.objective.Dpo;
import dev.longctx.align.objective.LongReference;
import dev.longctx.align.objective.Orpo;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.align.objective.ShortToLong;
import dev.longctx.align.objective.SimPo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is compared. Every arm has the same rate, batch and pairs; the number of steps is one of
 * two, 40 and 80, whichever did better on questions and seeds that the table does not use.
 */
enum Arm {
  /** The policy as it is. */
  BASE(Objective.NONE, Kind.NONE, 0),
  DPO_SHORT(Objective.DPO, Kind.SHORT, 40),
  DPO_LONG(Objective.DPO, Kind.LONG, 40),
  DPO_SOLO(Objective.DPO, Kind.SOLO, 80),
  SIMPO_SHORT(Objective.SIMPO, Kind.SHORT, 40),
  SIMPO_LONG(Objective.SIMPO, Kind.LONG, 40),
  SIMPO_SOLO(Objective.SIMPO, Kind.SOLO, 80),
  ORPO_SHORT(Objective.ORPO, Kind.SHORT, 40),
  ORPO_LONG(Objective.ORPO, Kind.LONG, 80),
  ORPO_SOLO(Objective.ORPO, Kind.SOLO, 80),
  /** As many steps as the short-to-long arm. */
  DPO_LONG_80(Objective.DPO, Kind.LONG, 80),
  /** As many steps as the short-to-long arm. */
  SIMPO_LONG_80(Objective.SIMPO, Kind.LONG, 80),
  /** Ablation: only the better response is aligned, in as many steps as the next arm. */
  SIMPO_SOLO_40(Objective.SIMPO, Kind.SOLO, 40),
  /** Ablation: both responses are aligned. */
  SIMPO_SOLO_BOTH_40(Objective.SIMPO, Kind.SOLO_BOTH, 40),
  /** Ablation: the reference reads the long response under the long context. */
  DPO_SOLO_LONG_REFERENCE_40(Objective.DPO, Kind.SOLO_LONG_REFERENCE, 40);

  private enum Kind {
    NONE,
    SHORT,
    LONG,
    SOLO,
    SOLO_BOTH,
    SOLO_LONG_REFERENCE
  }

  private enum Objective {
    NONE(0),
    DPO(3),
    SIMPO(1),
    ORPO(0.3);

    private final double alignmentWeight;

    Objective(double alignmentWeight) {
      this.alignmentWeight = alignmentWeight;
    }

    PreferenceObjective preference() {
      return switch (this) {
        case NONE -> throw new IllegalStateException("the base is not trained");
        case DPO -> Dpo.builder().beta(0.1).build();
        case SIMPO -> SimPo.builder().beta(2.0).gamma(1.0).build();
        case ORPO -> new Orpo(1.0);
      };
    }
  }

  private final Objective objective;
  private final Kind kind;
  private final int steps;

  Arm(Objective objective, Kind kind, int steps) {
    this.objective = objective;
    this.kind = kind;
    this.steps = steps;
  }

  /** How files and tables call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isTrained() {
    return kind != Kind.NONE;
  }

  /** The arm that learns by the same objective on long contexts, if this one is trained. */
  Optional<Arm> onLongContexts() {
    return isTrained()
        ? Optional.of(valueOf(name().substring(0, name().indexOf('_')) + "_LONG"))
        : Optional.empty();
  }

  int steps() {
    return steps;
  }

  /** All that distinguishes it. */
  String settings() {
    return isTrained()
        ? "%s: %d steps, %s, %s"
            .formatted(title(), steps, kind, shortToLong(objective.preference()))
        : title();
  }

  AlignmentReport train(List<TokenTriple> triples, TrainingPlan plan) {
    PreferenceObjective preference = objective.preference();
    if (kind == Kind.SHORT || kind == Kind.LONG) {
      ContextLength context = kind == Kind.SHORT ? ContextLength.SHORT : ContextLength.LONG;
      return plan.on(PreferenceTraining.builder().objective(preference).triples(triples, context))
          .build()
          .train();
    }
    return plan.on(SoLoPo.builder().loss(shortToLong(preference)).triples(triples)).build().align();
  }

  private ShortToLong shortToLong(PreferenceObjective preference) {
    return ShortToLong.builder()
        .objective(preference)
        .alignmentWeight(objective.alignmentWeight)
        .aligned(kind == Kind.SOLO_BOTH ? AlignedResponses.BOTH : AlignedResponses.CHOSEN)
        .longReference(
            kind == Kind.SOLO_LONG_REFERENCE || !preference.needsReference()
                ? LongReference.LONG
                : LongReference.SHORT)
        .build();
  }
}
