package dev.longctx.compress.internal.select;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.compress.internal.unit.Units;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the best units that fit a number of tokens: one ranking over all documents.
 *
 * <p>Token counts of pieces do not add up to the count of their concatenation, so units are added
 * by an estimate, the joined text is counted, and the worst units are dropped until the count
 * itself is within the budget. What an estimate left unused is offered to the next units in a few
 * more rounds.
 *
 * <p>A heading is kept only where a kept unit stands below it: alone it says nothing, however well
 * it scores. So it ranks no higher than the best unit below. Not thread-safe.
 */
public final class BudgetSelector {

  private static final int ROUNDS = 8;

  /**
   * A unit that does not fit may be followed by a smaller one that does; this bounds the search.
   */
  private static final int MISFITS = 256;

  private final List<Document> documents;
  private final Units units;
  private final List<KeptSpan> whole;
  private final Joiner joiner;
  private final TokenCounter counter;
  private final Kept kept;
  private final Deque<Integer> order = new ArrayDeque<>();
  private final int[] cost;
  private final float[] bestText;
  private final long joinCost;

  /**
   * A selection over the units of one request.
   *
   * @param documents what the units index
   * @param units all units
   * @param whole spans kept without units; they count first
   * @param joiner writes the text that is counted
   * @param counter counts it
   */
  public BudgetSelector(
      List<Document> documents,
      Units units,
      List<KeptSpan> whole,
      Joiner joiner,
      TokenCounter counter) {
    this.documents = documents;
    this.units = units;
    this.whole = whole;
    this.joiner = joiner;
    this.counter = counter;
    this.kept = new Kept(units);
    this.cost = new int[units.size()];
    Arrays.fill(cost, -1);
    this.bestText = bestText(units);
    this.joinCost = counter.count(SpanAssembler.joint(joiner));
  }

  /** The best score of each section's units that are no headings. */
  private static float[] bestText(Units units) {
    float[] best = new float[units.sections()];
    for (int unit = 0; unit < units.size(); unit++) {
      if (!units.heading(unit)) {
        int section = units.section(unit);
        best[section] = Math.max(best[section], units.score(unit));
      }
    }
    return best;
  }

  /**
   * The best units within the budget.
   *
   * @param limit bound on the tokens of the joined text; what is kept whole must fit it
   * @param floor units that do not score above this are never kept
   */
  public Selection select(long limit, float floor) {
    int[] ranking = rankedAbove(floor);
    long used = tokens();
    for (int round = 0; round < ROUNDS; round++) {
      if (!addWithin(limit - used, ranking)) {
        break;
      }
      used = dropUntilWithin(limit);
    }
    SpanAssembler assembler = assembler();
    return new Selection(assembler.spans(), assembler.units());
  }

  /** Units by falling rank, then by position, which a primitive sort of packed keys gives. */
  private int[] rankedAbove(float floor) {
    long[] keys = new long[units.size()];
    int count = 0;
    for (int unit = 0; unit < units.size(); unit++) {
      float rank = rank(unit);
      if (rank > floor) {
        int falling = Integer.MAX_VALUE - Float.floatToIntBits(rank);
        keys[count++] = ((long) falling << Integer.SIZE) | unit;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] ranking = new int[count];
    for (int i = 0; i < count; i++) {
      ranking[i] = (int) keys[i];
    }
    return ranking;
  }

  private float rank(int unit) {
    float score = units.score(unit);
    if (!units.heading(unit)) {
      return score;
    }
    float justBelowText = Math.max(0, Math.nextDown(bestText[units.section(unit)]));
    return Math.min(score, justBelowText);
  }

  private boolean addWithin(long room, int[] ranking) {
    // Units pay for the joint before them, and the first has none.
    long left = kept.isEmpty() && whole.isEmpty() ? room + joinCost : room;
    int misfits = 0;
    boolean added = false;
    for (int unit : ranking) {
      if (left <= 0 || misfits == MISFITS) {
        break;
      }
      if (kept.contains(unit) || kept.standsAboveNothing(unit)) {
        continue;
      }
      long price = priceOf(unit);
      if (price > left) {
        misfits++;
        continue;
      }
      kept.choose(unit);
      order.push(unit);
      left -= price;
      added = true;
    }
    return added;
  }

  private long priceOf(int unit) {
    long price = costOf(unit) + linkCost(unit);
    if (kept.groupIsEmpty(unit)) {
      int group = units.group(unit);
      for (int other = units.groupStart(group); other < units.groupEnd(group); other++) {
        if (other != unit && units.shielded(other)) {
          price += costOf(other) + joinCost;
        }
      }
    }
    return price;
  }

  /** What ties a unit to the text: the gaps to kept neighbours, which merging keeps, or a joint. */
  private long linkCost(int unit) {
    boolean left = touches(unit, unit - 1);
    boolean right = touches(unit, unit + 1);
    if (!left && !right) {
      return joinCost;
    }
    return (left ? gapCost(unit - 1) : 0) + (right ? gapCost(unit) : 0);
  }

  private long gapCost(int left) {
    int start = units.end(left);
    int end = units.start(left + 1);
    // A single blank is mostly part of the next token.
    return end - start > 1 ? count(left, start, end) : 0;
  }

  private boolean touches(int unit, int neighbour) {
    return !units.separate()
        && neighbour >= 0
        && neighbour < units.size()
        && units.document(neighbour) == units.document(unit)
        && kept.contains(neighbour);
  }

  private int costOf(int unit) {
    if (cost[unit] < 0) {
      cost[unit] = count(unit, units.start(unit), units.end(unit));
    }
    return cost[unit];
  }

  private int count(int unit, int start, int end) {
    return counter.count(documents.get(units.document(unit)).text().substring(start, end));
  }

  private long dropUntilWithin(long limit) {
    long used = tokens();
    while (used > limit && !order.isEmpty()) {
      long excess = used - limit;
      while (excess > 0 && !order.isEmpty()) {
        int worst = order.pop();
        kept.drop(worst);
        excess -= Math.max(1, costOf(worst) + joinCost);
      }
      used = tokens();
    }
    return used;
  }

  private long tokens() {
    return counter.count(joiner.join(documents, assembler().spans()));
  }

  private SpanAssembler assembler() {
    return new SpanAssembler(units, kept, whole, joiner);
  }
}
