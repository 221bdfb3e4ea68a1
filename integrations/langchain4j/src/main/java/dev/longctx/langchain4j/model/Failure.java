package dev.longctx.langchain4j.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What went wrong in an attempt, and whether another may do better. Its text holds nothing of what
 * the endpoint said but error codes: answers to bad requests may repeat the request.
 */
record Failure(Reason reason, boolean passing, String found, Throwable cause) {

  private static final int DEEPEST = 16;

  static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return first(chain, HttpException.class)
        .map(http -> ofStatus(http, thrown))
        .orElseGet(() -> ofType(chain, thrown));
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = thrown;
    while (next != null && chain.size() < DEEPEST) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }

  private static <T> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static boolean has(List<Throwable> chain, Class<?> type) {
    return first(chain, type).isPresent();
  }

  private static Failure ofStatus(HttpException http, Throwable thrown) {
    ErrorBody body = new ErrorBody(http.getMessage());
    int status = http.statusCode();
    String found = "HTTP " + status + body.codes();
    if (status == 408) {
      return new Failure(Reason.TIMEOUT, true, found, thrown);
    }
    if (status == 429) {
      boolean passing = !body.saysQuotaIsUsedUp();
      return new Failure(passing ? Reason.UNAVAILABLE : Reason.REFUSED, passing, found, thrown);
    }
    if (status < 400) {
      return new Failure(Reason.FAILED, false, found, thrown);
    }
    // llama.cpp and its kin say this with status 500 too.
    if (status == 413 || body.saysPromptIsTooLong()) {
      return new Failure(Reason.PROMPT_TOO_LONG, false, found, thrown);
    }
    boolean passing = status >= 500;
    return new Failure(passing ? Reason.UNAVAILABLE : Reason.REFUSED, passing, found, thrown);
  }

  private static Failure ofType(List<Throwable> chain, Throwable thrown) {
    Optional<UnusableResponse> unusable = first(chain, UnusableResponse.class);
    if (unusable.isPresent()) {
      boolean passing = unusable.get().isPassing();
      Reason reason = passing ? Reason.UNAVAILABLE : Reason.FAILED;
      return new Failure(reason, passing, String.valueOf(unusable.get().getMessage()), thrown);
    }
    if (timedOut(chain)) {
      return new Failure(Reason.TIMEOUT, true, "no answer in time", thrown);
    }
    String found = chain.get(chain.size() - 1).getClass().getSimpleName();
    if (has(chain, RateLimitException.class)
        || has(chain, InternalServerException.class)
        || chain.stream().anyMatch(Failure::isConnectionFailure)) {
      return new Failure(Reason.UNAVAILABLE, true, found, thrown);
    }
    if (has(chain, UnresolvedModelServerException.class)) {
      return new Failure(Reason.UNAVAILABLE, false, found, thrown);
    }
    boolean refused = has(chain, NonRetriableException.class);
    return new Failure(refused ? Reason.REFUSED : Reason.FAILED, false, found, thrown);
  }

  private static boolean timedOut(List<Throwable> chain) {
    return has(chain, TimeoutException.class)
        || has(chain, java.util.concurrent.TimeoutException.class)
        || has(chain, SocketTimeoutException.class);
  }

  /** JSON libraries' exceptions are IOExceptions too. */
  private static boolean isConnectionFailure(Throwable thrown) {
    return thrown instanceof IOException
        && thrown.getClass().getName().matches("(javax?|jdk|sun)\\..*");
  }

  /** What the call throws, on the thread that throws it. */
  RuntimeException toException(int attempts) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (has(chain(cause), UnsupportedFeatureException.class)) {
      return new IllegalArgumentException(
          "request: expected what the chat model supports, found another (%s)"
              .formatted(first(chain(cause), UnsupportedFeatureException.class).orElseThrow()));
    }
    String message =
        "remote model: expected an answer, found %s (attempt %d)".formatted(found, attempts);
    return new GenerationException(reason, message, WordlessCause.of(cause));
  }
}
