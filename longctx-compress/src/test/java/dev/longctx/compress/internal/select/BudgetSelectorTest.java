package dev.longctx.compress.internal.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.KeptSpan.Origin;
import dev.longctx.compress.internal.unit.Units;
import dev.longctx.compress.internal.unit.UnitsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetSelectorTest {

  private static final TokenCounter WORDS =
      text -> Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(text).size();
  private static final TokenCounter CHARACTERS = String::length;

  private static String kept(
      List<Document> documents, Units units, Joiner joiner, TokenCounter counter, long limit) {
    BudgetSelector selector = new BudgetSelector(documents, units, List.of(), joiner, counter);
    return joiner.join(documents, selector.select(limit, -1).spans());
  }

  @Test
  void keepsTheBestUnitsOfAllDocumentsInDocumentOrder() {
    List<Document> documents = UnitFixtures.documents("1 9 3", "8 2 7");
    Units units = UnitFixtures.words(documents, Double::parseDouble);
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 3)).isEqualTo("9 8 7");
  }

  @Test
  void breaksTiesByPosition() {
    List<Document> documents = UnitFixtures.documents("a b", "c d");
    Units units = UnitFixtures.words(documents, w -> 0.5);
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 3)).isEqualTo("a b c");
  }

  @Test
  void countsTheJoinerAndTheOmissionMark() {
    List<Document> documents = UnitFixtures.documents("9 unimportant 9 unimportant 9");
    Units units = UnitFixtures.words(documents, w -> w.equals("9") ? 9 : 1);
    Joiner marked = Joiner.SPACE.withOmissionMark("[...]");
    assertThat(kept(documents, units, marked, WORDS, 3)).isEqualTo("9 [...] 9");
  }

  @Test
  void offersRoomThatAnEstimateLeftToTheNextUnits() {
    // Neighbours share the blank between them, so the estimate of a blank each is too high.
    List<Document> documents = UnitFixtures.documents("aa bb cc dd ee ff gg hh");
    Units units = UnitFixtures.words(documents, w -> 0.5);
    TokenCounter onlyLetters = text -> text.replace(" ", "").length() + (text.isBlank() ? 3 : 0);
    assertThat(kept(documents, units, Joiner.SPACE, onlyLetters, 12))
        .isEqualTo("aa bb cc dd ee ff");
  }

  @Test
  void passesOverAUnitThatDoesNotFit() {
    List<Document> documents = UnitFixtures.documents("xxxxxxxxxxxxxxxxxxxxxx yy zz");
    Units units = UnitFixtures.words(documents, w -> w.startsWith("x") ? 1 : 0.5);
    assertThat(kept(documents, units, Joiner.SPACE, CHARACTERS, 6)).isEqualTo("yy zz");
  }

  @Test
  void paysForTheBlanksThatMergingNeighboursWouldKeep() {
    List<Document> documents = UnitFixtures.documents("aa" + " ".repeat(50) + "bb cc");
    UnitsBuilder units = new UnitsBuilder(false);
    units.add(0, 0, 2, 0.9f);
    units.add(0, 52, 54, 0.8f);
    units.add(0, 55, 57, 0.1f);

    assertThat(kept(documents, units.build(), Joiner.SPACE, CHARACTERS, 6)).isEqualTo("aa cc");
  }

  @Test
  void neverKeepsWhatDoesNotScoreAboveTheFloor() {
    List<Document> documents = UnitFixtures.documents("0 3 0");
    Units units = UnitFixtures.words(documents, Double::parseDouble);
    BudgetSelector selector = new BudgetSelector(documents, units, List.of(), Joiner.SPACE, WORDS);
    assertThat(selector.select(10, 0).spans()).hasSize(1);
  }

  @Test
  void keepsShieldedUnitsOnlyBesideAChosenOneAndPaysForThem() {
    List<Document> documents = UnitFixtures.documents("do NOT go", "NEVER mind");
    Units units = UnitFixtures.sentences(documents, w -> w.equals("go") ? 0.9 : 0.1);
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 3)).isEqualTo("do NOT go");
    BudgetSelector tight =
        new BudgetSelector(documents, units, List.of(), Joiner.SPACE, CHARACTERS);
    Selection selection = tight.select("NOT go".length() + 2, -1);
    assertThat(Joiner.SPACE.join(documents, selection.spans())).isEqualTo("NOT go");
    assertThat(selection.units())
        .extracting(KeptSpan::origin)
        .containsExactly(Origin.PROTECTION, Origin.SCORE);
  }

  @Test
  void keepsAHeadingOnlyAboveAKeptUnit() {
    List<Document> documents = UnitFixtures.documents("A one B two C three");
    Map<String, Double> scores =
        Map.of("A", 0.9, "B", 0.8, "C", 0.1, "one", 0.1, "two", 0.5, "three", 0.4);
    Units units = UnitFixtures.underHeadings(documents, scores::get);
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 1)).isEqualTo("two");
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 2)).isEqualTo("B two");
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 3)).isEqualTo("B two three");
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 6)).isEqualTo("A one B two C three");
  }

  @Test
  void headingsInARowStandAboveTheSameText() {
    List<Document> documents = UnitFixtures.documents("A B one", "C two");
    Units units = UnitFixtures.underHeadings(documents, word -> word.equals("two") ? 0.1 : 0.9);
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 3)).isEqualTo("A B one");
  }

  @Test
  void linesAtTheEndThatLookLikeHeadingsAreText() {
    List<Document> documents = UnitFixtures.documents("A one B C", "D", "two");
    Units units = UnitFixtures.underHeadings(documents, word -> word.length() == 1 ? 0.9 : 0.1);
    assertThat(kept(documents, units, Joiner.SPACE, WORDS, 3)).isEqualTo("B C D");
  }

  @Test
  void noHeadingStandsAloneWhateverTheScoresAndTheBudget() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(20))
              .mapToObj(i -> (random.nextBoolean() ? "H" : "w").repeat(1 + random.nextInt(9)))
              .collect(Collectors.joining(" "));
      List<Document> documents = UnitFixtures.documents(text, text);
      Units units = UnitFixtures.underHeadings(documents, w -> random.nextInt(4) / 4.0);
      TokenCounter superAdditive = t -> t.length() + (t.length() / 7) * 3;
      BudgetSelector selector =
          new BudgetSelector(documents, units, List.of(), Joiner.SPACE, superAdditive);
      Selection selection = selector.select(1 + random.nextInt(80), -1);
      assertThat(sections(units, selection, true))
          .as("seed %d", seed)
          .isSubsetOf(sections(units, selection, false));
    }
  }

  /** The sections of the kept headings, or of the kept units that are none. */
  private static Set<Integer> sections(Units units, Selection selection, boolean headings) {
    return IntStream.range(0, units.size())
        .filter(unit -> units.heading(unit) == headings)
        .filter(unit -> selection.units().stream().anyMatch(kept -> isUnit(kept, units, unit)))
        .map(units::section)
        .boxed()
        .collect(Collectors.toSet());
  }

  private static boolean isUnit(KeptSpan kept, Units units, int unit) {
    return kept.document() == units.document(unit) && kept.start() == units.start(unit);
  }

  @Test
  void neverExceedsTheBudgetWhateverTheCounter() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(30))
              .mapToObj(i -> "w".repeat(1 + random.nextInt(9)))
              .collect(Collectors.joining(" "));
      List<Document> documents = UnitFixtures.documents(text, text);
      Units units = UnitFixtures.words(documents, w -> random.nextDouble());
      // Not additive: whole texts cost more than their parts.
      TokenCounter superAdditive = t -> t.length() + (t.length() / 7) * 3;
      int limit = 1 + random.nextInt(80);
      Joiner joiner = random.nextBoolean() ? Joiner.BLANK_LINE : Joiner.SPACE.withOmissionMark("…");
      String kept = kept(documents, units, joiner, superAdditive, limit);
      assertThat(superAdditive.count(kept)).as("seed %d", seed).isLessThanOrEqualTo(limit);
    }
  }
}
