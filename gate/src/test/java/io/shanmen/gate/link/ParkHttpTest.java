package io.shanmen.gate.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.park.TestCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A line that dies is a miss, wherever in the answer it dies. */
class ParkHttpTest {

  @Test
  void anAnswerThatStopsInTheMiddleIsNoAnswer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpsServer server = answeringHalf(over, threads);
      URI address = URI.create("https://localhost:" + server.getAddress().getPort());
      try (ParkHttp http =
          new ParkHttp(
              address, TestCertificate.one().pem(), GateIdentity.make(), NanoClock.SYSTEM)) {
        assertThat(http.get("/api/gate/feed", Duration.ofSeconds(1)))
            .succeedsWithin(Duration.ofSeconds(20))
            .extracting(Reply::isMiss)
            .isEqualTo(true);
      } finally {
        over.countDown();
        server.stop(0);
      }
    }
  }

  private static HttpsServer answeringHalf(CountDownLatch over, ExecutorService threads)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.one().context()));
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] half = "{\"items\":[".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, 2L * half.length);
          OutputStream body = exchange.getResponseBody();
          body.write(half);
          body.flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    return server;
  }
}
