package dev.longctx.eval.evidence;

import dev.longctx.api.Cancellation;
import dev.longctx.compress.UnitRanker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a ranker read every sentence with its title, and no title alone. Every sentence scores above
 * 0, so that a ranking fills its budget however few words match; titles score 0, which keeps them
 * out.
 */
final class TitledRanker implements UnitRanker {

  private final EvidenceContext context;
  private final UnitRanker ranker;

  TitledRanker(EvidenceContext context, UnitRanker ranker) {
    this.context = context;
    this.ranker = ranker;
  }

  @Override
  public float[] score(String query, List<Unit> units, Cancellation cancellation) {
    List<Unit> titled = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      String title = titleOf(unit);
      if (title != null) {
        String text = title.isBlank() ? unit.text() : title.strip() + ". " + unit.text();
        titled.add(new Unit(unit.document(), unit.start(), unit.end(), text));
        indexes.add(i);
      }
    }
    float[] scores = new float[units.size()];
    if (!titled.isEmpty()) {
      float[] given = ranker.score(query, List.copyOf(titled), cancellation);
      for (int i = 0; i < given.length; i++) {
        scores[indexes.get(i)] = Math.max(Float.MIN_VALUE, given[i]);
      }
    }
    return scores;
  }

  /** The title above a unit, or null where the unit is the title. */
  private @Nullable String titleOf(Unit unit) {
    for (EvidenceContext.Place place : context.places()) {
      if (place.holds(unit.document(), unit.start())) {
        return place.paragraph().title();
      }
    }
    return null;
  }
}
