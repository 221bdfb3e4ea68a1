package dev.longctx.compress.internal.segment;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/** Words whose full stop need not end a sentence, and words that begin one. */
final class Abbreviations {
  /** A name follows; no sentence ends here. */
  private static final ImmutableSet<String> TITLES =
      words(
          """
          Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Drs Prof Rev Fr Msgr Mgr Hon Gen Col Maj Capt Cpt \
          Cmdr Lt Sgt Cpl Pvt Adm Brig Gov Sen Rep Pres Supt Insp Hr Frl Sra Srta Dra Ud Uds MM \
          vs cf viz approx ca fl lit resp abbr bzw geb gest ggf evtl inkl zzgl av env\
          """);

  /** A sentence ends here only where the next word is one that begins sentences. */
  private static final ImmutableSet<String> COMMON =
      words(
          """
          Inc Ltd Co Cos Corp Bros Jr Sr Esq Dept Univ Assn Ave Blvd Rd St Ste Mt Ft al Str \
          Cie Mass Calif Penn Conn Ariz Ala Fla Ky Md Mo Okla Tenn Tex Va Wis\
          """);

  /** No sentence ends here before a number or a single letter. */
  private static final ImmutableSet<String> NUMBERED =
      words(
          """
          No Nos Nr Nrn no nos Art Arts art Sec Secs sec Fig Figs fig Eq Eqs Eqn eq Ch Chs Chap \
          Vol Vols vol pp pg par Par para Para cl Cl Ref Refs Tab Ex Exh Op op Pt pt Sz el Abs \
          Bd Rn Ziff lib cap Cap núm num nº Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Okt Nov Dec \
          Dez est Stat Rev Cir\
          """);

  /** Dotted abbreviations that never end a sentence, without their last full stop. */
  private static final ImmutableSet<String> DOTTED =
      words("e.g i.e E.g I.e z.B d.h u.a u.U v.a i.d.R p.ex p.ej c.-à-d");

  private static final ImmutableSet<String> STARTERS =
      words(
          """
          The A An He She It They We You This That These Those His Her Its Their Our My There \
          Here In On At By For From With Without To Of Under Over Into Through After Before \
          During Until Since While When Where Although Though However But And Or So Yet If As \
          Because Also Both Each Some Many Most Other Others Such All Another One Two Three \
          Who What Which Why How Its Then Thus Today Later Now Despite According Following \
          Der Die Das Ein Eine Er Sie Es Im In Am Bei Mit Nach Le La Les Un Une Il Elle Ils El \
          Los Las Una En\
          """);

  private static final ImmutableSet<String> MONTHS =
      words(
          """
          Januar Jänner Februar März April Mai Juni Juli August September Oktober November \
          Dezember\
          """);

  private Abbreviations() {}

  static boolean isTitle(String word) {
    return TITLES.contains(word);
  }

  static boolean isCommon(String word) {
    return COMMON.contains(word);
  }

  static boolean isNumbered(String word) {
    return NUMBERED.contains(word);
  }

  static boolean isDotted(String word) {
    return DOTTED.contains(word);
  }

  static boolean startsSentence(String word) {
    return STARTERS.contains(word);
  }

  /** Tells whether {@code word} is a month that follows an ordinal number in German. */
  static boolean isMonthAfterOrdinal(String word) {
    return MONTHS.contains(word);
  }

  private static ImmutableSet<String> words(String list) {
    return ImmutableSet.copyOf(Splitter.on(' ').omitEmptyStrings().split(list));
  }
}
