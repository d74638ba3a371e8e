package io.github.azblobcache.jib.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ways in which an answer goes wrong. */
final class Effects {

  private static final String PAGE = "<html><body>Log in to the network</body></html>";
  private static final int DRIP_BYTES = 100;

  private Effects() {}

  /** A refusal of Azure's. */
  static Effect refusal(int status, String code, String... headers) {
    String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
    Answer refusal = Answer.of(status, body, headers).with("x-ms-error-code", code);
    return ownAnswer(
        refusal.with("x-ms-request-id", "1a2b").with("content-type", "application/xml"));
  }

  /** A page for people, as proxies and gateways send it. */
  static Effect page(int status, String... headers) {
    return ownAnswer(Answer.of(status, PAGE, headers).with("content-type", "text/html"));
  }

  /** An answer in place of the service's. */
  static Effect ownAnswer(Answer answer) {
    Effect effect =
        exchange -> {
          exchange.body();
          boolean isToHead = exchange.method().equals("HEAD");
          Answer dated =
              answer.headers().containsKey("date")
                  ? answer
                  : answer.with("date", date(Duration.ZERO));
          exchange.send(
              isToHead ? new Answer(dated.status(), dated.headers(), new byte[0]) : dated);
        };
    Optional<Duration> asked =
        Optional.ofNullable(answer.headers().get("retry-after"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return effect.with(Reaction.to(answer.status(), asked));
  }

  /** A refusal by a service whose clock is not the client's. */
  static Effect refusalByAnotherClock(Duration ahead) {
    return exchange -> {
      exchange.body();
      refusal(403, "AuthenticationFailed", "date", date(ahead)).answer(exchange);
    };
  }

  private static String date(Duration ahead) {
    return Answer.format(ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
  }

  /** The service's answer, with a change. */
  static Effect changed(UnaryOperator<Answer> change) {
    return exchange -> exchange.send(change.apply(exchange.forward()));
  }

  /** The service's answer to a read, with a change of what was read. */
  static Effect changedBody(UnaryOperator<Answer> change) {
    return exchange -> {
      Answer answer = exchange.forward();
      boolean isContent = exchange.method().equals("GET") && answer.status() / 100 == 2;
      exchange.send(isContent ? change.apply(answer) : answer);
    };
  }

  /** Part of an answer to a read, or of a request to write, and then the ending. */
  static Effect inMidBody(Effect ending) {
    return withEnding(
        ending,
        exchange -> {
          if (exchange.isWrite()) {
            exchange.readHalf();
          } else {
            Answer answer = exchange.forward();
            exchange.sendHead(answer);
            // Most of it: a build waits for a rest only if it comes sooner than building the layer
            exchange.write(answer.body(), 0, answer.body().length * 7 / 8);
          }
          ending.answer(exchange);
        });
  }

  /** A part of the answer's headers, and then the ending. */
  static Effect inHeaders(Effect ending) {
    return withEnding(
        ending,
        exchange -> {
          byte[] head = exchange.forward().head().getBytes(ISO_8859_1);
          exchange.write(head, 0, head.length / 2);
          ending.answer(exchange);
        });
  }

  /** What was asked for is done, and then comes the ending: to a read with all of the answer. */
  static Effect afterBody(Effect ending) {
    return new Effect() {
      @Override
      public void answer(Exchange exchange) throws IOException, InterruptedException {
        Answer answer = exchange.forward();
        if (!exchange.isWrite()) {
          exchange.send(answer);
        }
        ending.answer(exchange);
      }

      @Override
      public boolean harms(Exchange exchange) {
        return exchange.isWrite();
      }

      @Override
      public Reaction reaction() {
        return ending.reaction();
      }
    };
  }

  /** A part of a TLS handshake, and then the ending. */
  static Effect inHandshake(Effect ending) {
    return withEnding(
        ending,
        exchange -> {
          exchange.readSomething();
          ending.answer(exchange);
        });
  }

  private static Effect withEnding(Effect ending, Effect effect) {
    return effect.with(ending.reaction());
  }

  /** The connection is reset. */
  static Effect reset() {
    Effect reset = Exchange::reset;
    return reset.with(Reaction.TRIES_AGAIN);
  }

  /** The connection ends. */
  static Effect end() {
    Effect end = exchange -> {};
    return end.with(Reaction.TRIES_AGAIN);
  }

  /** Nothing more comes. */
  static Effect silence() {
    Effect silence = exchange -> exchange.service().awaitClose();
    return silence.with(Reaction.WAITS_IN_VAIN);
  }

  /** About a kilobyte of the answer in a second. */
  static Effect drip() {
    Effect drip =
        exchange -> {
          Answer answer = exchange.forward();
          exchange.sendHead(answer);
          for (int at = 0; at < answer.body().length; at += DRIP_BYTES) {
            Thread.sleep(DRIP_BYTES);
            exchange.write(answer.body(), at, Math.min(DRIP_BYTES, answer.body().length - at));
          }
        };
    return drip.with(Reaction.CRAWLS);
  }

  /** A bit in the middle is another one. */
  static Answer flipped(Answer answer) {
    byte[] body = answer.body().clone();
    body[body.length / 2] ^= 1;
    return answer.withBody(body);
  }

  /** The first layer of a manifest has another diffID, by one digit. */
  static Answer anotherDiffId(Answer answer) {
    String json = new String(answer.body(), UTF_8);
    int digit = json.indexOf("sha256:", json.indexOf("diffID")) + "sha256:".length();
    String other = json.charAt(digit) == '0' ? "1" : "0";
    return answer.withBody(
        (json.substring(0, digit) + other + json.substring(digit + 1)).getBytes(UTF_8));
  }

  /** Longer by some bytes. */
  static Answer longer(Answer answer) {
    byte[] body = Arrays.copyOf(answer.body(), answer.body().length + 10);
    return ofWhole(answer.withBody(body));
  }

  /** Shorter by some bytes. */
  static Answer shorter(Answer answer) {
    return ofWhole(answer.withBody(Arrays.copyOf(answer.body(), answer.body().length - 10)));
  }

  /** Without the range that it is the answer to. */
  static Answer ofWhole(Answer answer) {
    answer.headers().remove("content-range");
    return answer.withStatus(200);
  }

  /** A listing in which something is otherwise. */
  static Effect listing(UnaryOperator<String> change) {
    return changed(
        answer -> answer.withBody(change.apply(new String(answer.body(), UTF_8)).getBytes(UTF_8)));
  }

  /** Has more bytes than its headers say. */
  static Answer unannounced(Answer answer) {
    byte[] body = Arrays.copyOf(answer.body(), answer.body().length + 10);
    return new Answer(answer.status(), answer.headers(), body);
  }

  /** An answer without TLS to whoever speaks it. */
  static Effect plain() {
    return exchange -> {
      exchange.readSomething();
      exchange.send(Answer.of(400, "no TLS here"));
    };
  }
}
