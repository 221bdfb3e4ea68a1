package dev.longctx.examples.training.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the documents of one world. */
final class WorldMaker {

  private static final int TOKENS_A_MIDDLE = 48;
  private static final int TOKENS_A_SUBJECT = 40;

  private final Domain domain;
  private final int budget;
  private final Draw draw;
  private final Map<Hops, List<String>> middles = new LinkedHashMap<>();
  private final List<String> ids;
  private final List<Page> pages = new ArrayList<>();
  private int tokens;

  WorldMaker(Domain domain, int budget, Draw draw) {
    this.domain = domain;
    this.budget = budget;
    this.draw = draw;
    ids = draw.shuffled(allIds());
    int all = domain.hops().stream().mapToInt(hops -> hops.middles().size()).min().orElseThrow();
    int used = Math.max(2, Math.min(all, Math.round((float) budget / TOKENS_A_MIDDLE)));
    for (Hops hops : domain.hops()) {
      middles.put(hops, draw.several(used, hops.middles()));
    }
  }

  private static List<String> allIds() {
    return Words.of("letter").stream()
        .flatMap(letter -> Words.of("number").stream().map(number -> letter + " " + number))
        .toList();
  }

  List<Page> pages() {
    for (List<Fact> facts : draw.shuffled(factsBySubject())) {
      if (!add(facts)) {
        break;
      }
    }
    while (add(List.of())) {}
    return draw.shuffled(pages);
  }

  private List<List<Fact>> factsBySubject() {
    List<List<Fact>> all = new ArrayList<>();
    int subjects = Math.max(2, Math.round((float) budget / TOKENS_A_SUBJECT));
    int there = Math.min(subjects, domain.subjects().size());
    for (String subject : draw.several(there, domain.subjects())) {
      List<Fact> facts = new ArrayList<>();
      List<Hops> relations = draw.shuffled(domain.hops());
      for (Hops hops : draw.happens(0.5) ? relations : relations.subList(0, 1)) {
        facts.add(new Fact(hops.first(), subject, draw.one(middles.getOrDefault(hops, List.of()))));
      }
      all.add(facts);
    }
    middles.forEach(
        (hops, some) ->
            some.forEach(
                middle ->
                    all.add(List.of(new Fact(hops.second(), middle, draw.one(hops.ends()))))));
    return all;
  }

  /** Adds a page of facts, or of none, if there is room. */
  private boolean add(List<Fact> facts) {
    if (pages.size() == ids.size()) {
      return false;
    }
    List<String> sentences = new ArrayList<>(facts.stream().map(Fact::sentence).toList());
    if (facts.isEmpty() || draw.happens(0.4)) {
      sentences.add(draw.between(0, sentences.size()), remark());
    }
    if (facts.isEmpty() && draw.happens(0.5)) {
      sentences.add(remark());
    }
    String subject = facts.isEmpty() ? null : facts.get(0).subject();
    Page page = new Page(ids.get(pages.size()), subject, facts, sentences);
    boolean fits = tokens + page.tokens() <= budget;
    if (fits) {
      pages.add(page);
      tokens += page.tokens();
    }
    return fits;
  }

  private String remark() {
    return "the %s %s %s %s ."
        .formatted(
            draw.one(Words.of("adjective")),
            draw.one(Words.of("noun")),
            draw.one(Words.of("verb")),
            draw.one(Words.of("adverb")));
  }
}
