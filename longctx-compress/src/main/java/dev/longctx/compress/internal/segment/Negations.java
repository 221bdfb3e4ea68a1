package dev.longctx.compress.internal.segment;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/** Words that turn a statement round, in English, German, French, Spanish, Italian and Chinese. */
final class Negations {
  private static final ImmutableSet<String> WORDS =
      words(
          """
          not no never without none neither nor cannot unless except hardly barely scarcely rarely \
          seldom nobody nothing nowhere noone non dont doesnt didnt isnt wasnt arent werent cant \
          couldnt wont wouldnt shouldnt hasnt havent hadnt excluding lacks lack lacking \
          nicht kein keine keinen keinem keiner keines nie niemals ohne weder noch niemand nichts \
          kaum außer ausser \
          ne pas jamais sans aucun aucune ni rien sauf guère \
          nunca jamás sin ningún ninguno ninguna nada nadie tampoco excepto salvo \
          mai senza nessuno nessuna niente\
          """);

  private static final String CHINESE = "不没沒无無非未别別勿莫否";

  private Negations() {}

  static void mark(WordMarks marks) {
    for (int i = 0; i < marks.size(); i++) {
      if (isNegation(marks.folded(i))) {
        marks.mark(i);
      }
    }
  }

  private static boolean isNegation(String word) {
    return WORDS.contains(word)
        || word.endsWith("n't")
        || word.startsWith("n'")
        || word.startsWith("non-")
        || (word.length() == 1 && CHINESE.contains(word));
  }

  private static ImmutableSet<String> words(String list) {
    return ImmutableSet.copyOf(Splitter.on(' ').omitEmptyStrings().split(list));
  }
}
