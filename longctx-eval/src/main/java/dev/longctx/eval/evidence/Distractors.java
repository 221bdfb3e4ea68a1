package dev.longctx.eval.evidence;

import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Paragraphs of other questions, put among a question's own: where a question comes with one
 * paragraph there is little to choose from, and every method finds it. Immutable and thread-safe.
 */
public final class Distractors {

  private final List<Paragraph> pool;
  private final long seed;

  private Distractors(List<Paragraph> pool, long seed) {
    this.pool = pool;
    this.seed = seed;
  }

  /**
   * The paragraphs of questions, each text once, without their labels.
   *
   * @param questions all questions of a file
   * @param seed of the choice and the places; the same seed and questions give the same
   * @return the paragraphs to choose from
   */
  public static Distractors of(List<EvidenceRecord> questions, long seed) {
    Map<String, Paragraph> pool = new LinkedHashMap<>();
    for (EvidenceRecord question : questions) {
      for (Paragraph paragraph : question.paragraphs()) {
        if (!paragraph.text().isBlank()) {
          pool.putIfAbsent(paragraph.text(), unlabelled(paragraph));
        }
      }
    }
    return new Distractors(List.copyOf(pool.values()), seed);
  }

  private static Paragraph unlabelled(Paragraph paragraph) {
    return new Paragraph(paragraph.title(), paragraph.text(), false, null, List.of());
  }

  /**
   * A question with more paragraphs. None of them has the text of one of its own or holds one of
   * its answers, whatever the case.
   *
   * @param question the question
   * @param count how many to add, at least 0
   * @return the question with its own paragraphs in their order and the others at random among them
   * @throws IllegalArgumentException if there are not so many
   */
  public EvidenceRecord addTo(EvidenceRecord question, int count) {
    SplittableRandom random = new SplittableRandom(31 * seed + question.id().hashCode());
    List<Paragraph> paragraphs = new ArrayList<>(question.paragraphs());
    for (Paragraph paragraph : choose(question, count, random)) {
      paragraphs.add(random.nextInt(paragraphs.size() + 1), paragraph);
    }
    return new EvidenceRecord(question.id(), question.source(), question.question(), paragraphs);
  }

  private List<Paragraph> choose(EvidenceRecord question, int count, SplittableRandom random) {
    List<String> answers = answers(question);
    List<Paragraph> left = new ArrayList<>(pool);
    List<Paragraph> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      if (left.isEmpty()) {
        throw new IllegalArgumentException(
            "distractors: expected %d paragraphs that do not answer question %s, found %d"
                .formatted(count, question.id(), chosen.size()));
      }
      int last = left.size() - 1;
      Paragraph next = left.set(random.nextInt(left.size()), left.get(last));
      left.remove(last);
      if (isForeign(next, question, answers)) {
        chosen.add(next);
      }
    }
    return chosen;
  }

  private static boolean isForeign(Paragraph one, EvidenceRecord question, List<String> answers) {
    String text = lowerCase(one.text());
    return question.paragraphs().stream().noneMatch(own -> own.text().equals(one.text()))
        && answers.stream().noneMatch(text::contains);
  }

  private static List<String> answers(EvidenceRecord question) {
    List<String> answers = new ArrayList<>();
    for (Paragraph paragraph : question.paragraphs()) {
      for (TextRange answer : paragraph.answers()) {
        answers.add(lowerCase(paragraph.text().substring(answer.start(), answer.end())));
      }
    }
    return answers;
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
