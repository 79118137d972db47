package cubby.gateway.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.gateway.adapter.api.FuzzedApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes on an HTTP socket, through the codec, the connection and all routes. The first byte of
 * an input is the size of the pieces in which it comes.
 */
class HttpFuzzTest {
  private static final HttpSettings SETTINGS = HttpSettings.of("127.0.0.1", 0, true, false);

  static Stream<byte[]> sockets() {
    String json =
        "Host: cubby.test\r\nContent-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n";
    String code = "{\"phone\":\"13800005678\",\"language\":\"en\"}";
    return Stream.of(
            "GET / HTTP/1.1\r\nHost: cubby.test\r\n\r\n",
            "GET /api/v1/session HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Cookie: a=b; cubby_session=rider-session\r\n"
                + "\r\n"
                + "GET /healthz HTTP/1.0\r\n\r\n",
            "GET /api/v1/deposits?state=open&x=%20 HTTP/1.1\r\nHost: a\r\n"
                + "X-Forwarded-For: 1.2.3.4, 5.6.7.8\r\nAccept-Encoding: gzip\r\n\r\n",
            "HEAD /c/east-1 HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\n\r\n",
            "POST /api/v1/sign-in/codes HTTP/1.1\r\n"
                + json
                + "Content-Length: "
                + code.length()
                + "\r\nExpect: 100-continue\r\n\r\n"
                + code,
            "POST /api/v1/sign-in/codes HTTP/1.1\r\n"
                + json
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "DELETE /api/v1/session HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n\r\n",
            "GET /api/v1/pickups/pickup-token-of-the-recipient/live HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /api/v1/pickups/%zz/%00%2f HTTP/1.1\r\nHost: a\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .flatMap(s -> Stream.of("\0" + s, "\7" + s))
        .map(s -> s.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("sockets")
  @FuzzTest
  void everyRequestIsAnsweredOnceWhateverItsPieces(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int piece = Byte.toUnsignedInt(input[0]);
    Talk whole = new Talk(input, input.length);
    Talk pieces = new Talk(input, Math.max(1, piece));
    assertEquals(whole.requests, pieces.requests, "pieces must not change what is asked");
    assertEquals(whole.answers, pieces.answers, "nor what is answered");
  }

  /** What one socket said and heard. */
  private static final class Talk implements Handler {
    private final Handler routes = FuzzedApi.handler();
    private final List<String> requests = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();

    Talk(byte[] input, int piece) {
      RequestTimer timer = new RequestTimer(SETTINGS);
      // As HttpServer does it.
      EmbeddedChannel channel =
          new EmbeddedChannel(
              timer,
              new HttpServerCodec(HttpServer.limits()),
              new HttpConnection(SETTINGS, this, timer));
      for (int at = 1; at < input.length && channel.isOpen(); at += piece) {
        int length = Math.min(piece, input.length - at);
        channel.writeInbound(Unpooled.copiedBuffer(input, at, length));
        channel.runPendingTasks();
        drain(channel);
      }
      drain(channel);
      channel.finishAndReleaseAll();
      channel.checkException();
      assertTrue(answers.size() >= requests.size(), "asked " + requests + ", heard " + answers);
    }

    /** Notes the status of every answer: our own heads begin nothing else with these words. */
    private void drain(EmbeddedChannel channel) {
      for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        if (out instanceof ByteBuf bytes) {
          String text = bytes.toString(StandardCharsets.ISO_8859_1);
          if (text.startsWith("HTTP/1.1 ")) {
            note(Integer.parseInt(text.substring(9, 12)));
          }
        }
        ReferenceCountUtil.release(out);
      }
    }

    private void note(int status) {
      assertTrue(status < 500 || status == 505, "a fault of ours: " + status);
      answers.add(status);
    }

    @Override
    public CompletionStage<Response> handle(Request request) {
      assertTrue(request.body().length <= HttpSettings.MAX_BODY_BYTES);
      requests.add(request.method() + " " + request.segments());
      return routes.handle(request);
    }

    @Override
    public Response.Full refuse(Problem problem) {
      return routes.refuse(problem);
    }
  }
}
