package dev.longctx.examples.training.task;

import java.util.List;

/**
 * What facts are about.
 *
 * @param name how tables call it
 * @param subjects where all relations begin
 * @param hops two pairs of relations
 */
public record Domain(String name, List<String> subjects, List<Hops> hops) {

  /** People: trained on. */
  public static final Domain PEOPLE =
      new Domain(
          "people",
          Words.of("person"),
          List.of(
              new Hops("home", Words.of("city"), "country", Words.of("country")),
              new Hops("employer", Words.of("firm"), "product", Words.of("goods"))));

  /** Things: for evaluation only. */
  public static final Domain THINGS =
      new Domain(
          "things",
          Words.of("item"),
          List.of(
              new Hops("place", Words.of("room"), "owner", Words.of("person")),
              new Hops("stand", Words.of("furniture"), "origin", Words.of("city"))));

  private static final int SUBJECTS = 80;
  private static final int MIDDLES = 30;
  private static final int ENDS = 20;

  /** Copies the lists. */
  public Domain {
    subjects = List.copyOf(subjects);
    hops = List.copyOf(hops);
  }

  /**
   * A domain whose relations and names are any words: without it, a policy learns names, not form.
   */
  public static Domain random(Draw draw) {
    List<String> words = draw.several(SUBJECTS + 2 * (MIDDLES + ENDS + 2), Words.meaningful());
    int at = SUBJECTS;
    Hops first = hops(words, at);
    Hops second = hops(words, at + MIDDLES + ENDS + 2);
    return new Domain("random", words.subList(0, at), List.of(first, second));
  }

  private static Hops hops(List<String> words, int at) {
    int ends = at + MIDDLES;
    int relations = ends + ENDS;
    return new Hops(
        words.get(relations),
        words.subList(at, ends),
        words.get(relations + 1),
        words.subList(ends, relations));
  }
}
