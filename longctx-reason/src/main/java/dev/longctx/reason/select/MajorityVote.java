package dev.longctx.reason.select;

/** {@link Selection#majority()}. */
final class MajorityVote implements Selection {

  @Override
  public Selected select(SelectionContext context) {
    double all = context.candidates().size();
    return Selected.best(
        context, context.groups().stream().map(group -> group.votes() / all).toList());
  }
}
