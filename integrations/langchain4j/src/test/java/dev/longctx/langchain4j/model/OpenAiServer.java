package dev.longctx.langchain4j.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks OpenAI's chat completions on the loopback interface, as the test's replies say. */
final class OpenAiServer implements AutoCloseable {

  static final String KEY = "sk-very-secret-key-0123456789";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  final BlockingQueue<String> arrivals = new LinkedBlockingQueue<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** What the server does with a request. */
  @FunctionalInterface
  interface Reply {
    void send(HttpExchange exchange) throws IOException, InterruptedException;
  }

  OpenAiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/chat/completions", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    bodies.add(body);
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    arrivals.add(body);
    try (exchange) {
      Reply reply = replies.poll();
      if (reply == null) {
        json(500, "{\"error\":{\"code\":\"no_reply_left\"}}").send(exchange);
      } else {
        reply.send(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  OpenAiServer reply(Reply... next) {
    replies.addAll(List.of(next));
    return this;
  }

  String awaitArrival() throws InterruptedException {
    return arrivals.poll(RemoteModelTest.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  OpenAiChatModel.OpenAiChatModelBuilder chat() {
    return OpenAiChatModel.builder()
        .baseUrl(url())
        .apiKey(KEY)
        .modelName("tiny")
        .maxRetries(0)
        .returnThinking(true)
        .timeout(Duration.ofSeconds(RemoteModelTest.PATIENCE_SECONDS));
  }

  OpenAiStreamingChatModel streaming() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(url())
        .apiKey(KEY)
        .modelName("tiny")
        .returnThinking(true)
        .timeout(Duration.ofSeconds(RemoteModelTest.PATIENCE_SECONDS))
        .build();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** A whole answer that ended by itself. */
  static Reply answer(String content) {
    return answer(content, "stop");
  }

  static Reply answer(String content, String finish) {
    return message("{\"role\":\"assistant\",\"content\":\"" + content + "\"}", finish);
  }

  static Reply message(String message, String finish) {
    return json(
        200,
        """
        {"id":"1","object":"chat.completion","created":1,"model":"tiny","choices":[{"index":0,
        "message":%s,"finish_reason":"%s"}],
        "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}
        """
            .formatted(message, finish));
  }

  static Reply json(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static Reply error(int status, String code) {
    return json(
        status,
        """
        {"error":{"message":"it was %s with prompt: the secret plan","type":"some_error",
        "param":null,"code":"%s"}}
        """
            .formatted(KEY, code));
  }

  /** Holds the answer until the client lets go or the test ends. */
  Reply silence() {
    return exchange -> closing.await();
  }

  /** A stream of these parts, each an HTTP chunk of its own. */
  static Reply stream(byte[]... parts) {
    return exchange -> write(begin(exchange), parts);
  }

  static Reply stream(String... events) {
    return stream(bytes(events));
  }

  /** A stream that ends in the middle without its end mark. */
  static Reply brokenStream(String... events) {
    return exchange -> {
      OutputStream out = begin(exchange);
      for (byte[] part : bytes(events)) {
        out.write(part);
        out.flush();
      }
      throw new IOException("the connection breaks");
    };
  }

  /** A stream that goes silent in the middle. */
  Reply stalledStream(String... events) {
    return exchange -> {
      OutputStream out = begin(exchange);
      for (byte[] part : bytes(events)) {
        out.write(part);
        out.flush();
      }
      closing.await();
    };
  }

  /** A stream without an end, until the client closes the connection. */
  static Reply endlessStream(String event, CountDownLatch clientGone) {
    return exchange -> {
      OutputStream out = begin(exchange);
      try {
        for (long i = 0; i < Long.MAX_VALUE; i++) {
          out.write(event.getBytes(UTF_8));
          out.flush();
        }
      } catch (IOException e) {
        clientGone.countDown();
      }
    };
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void write(OutputStream out, byte[][] parts) throws IOException {
    try (out) {
      for (byte[] part : parts) {
        out.write(part);
        out.flush();
      }
    }
  }

  private static byte[][] bytes(String... events) {
    byte[][] parts = new byte[events.length][];
    for (int i = 0; i < events.length; i++) {
      parts[i] = events[i].getBytes(UTF_8);
    }
    return parts;
  }

  static String piece(String content) {
    return delta("{\"content\":\"" + content + "\"}");
  }

  static String delta(String delta) {
    return event(
        "{\"id\":\"1\",\"model\":\"tiny\",\"choices\":[{\"index\":0,\"delta\":%s,".formatted(delta)
            + "\"finish_reason\":null}]}");
  }

  static String finish(String reason) {
    return event(
        "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}"
            .formatted(reason));
  }

  static String usage() {
    return event(
        "{\"id\":\"1\",\"choices\":[],\"usage\":"
            + "{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}");
  }

  static String done() {
    return event("[DONE]");
  }

  static String event(String data) {
    return "data: " + data + "\n\n";
  }
}
