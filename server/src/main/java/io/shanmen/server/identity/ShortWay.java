package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.Correlation;
import io.shanmen.server.identity.KnownCalls.Known;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers {@link ShortCall}s before Spring's filters and Spring MVC, which cost more than the check
 * or the sale they would let through. It knows one kind of request only: a well-formed command of
 * somebody with a live session whom the controller's method admits. Everything else goes on the
 * long way, with its body given back, and is refused there; so there is one place for each refusal.
 */
@Component
class ShortWay extends ValveBase
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>,
        SmartInitializingSingleton {

  /** A longer command, a large order perhaps, takes the long way. */
  private static final int BODY_LIMIT_BYTES = 8_192;

  private static final int ACCEPT_LIMIT_ITEMS = 8;

  /** Not there yet when the web server is made. */
  private final ObjectProvider<KnownCalls> calls;

  private final ObjectProvider<Sessions> sessions;
  private final ObjectProvider<PermissionCatalogue> permissions;
  private final ObjectProvider<JsonMapper> json;
  private volatile @Nullable Ready ready;

  ShortWay(
      ObjectProvider<KnownCalls> calls,
      ObjectProvider<Sessions> sessions,
      ObjectProvider<PermissionCatalogue> permissions,
      ObjectProvider<JsonMapper> json) {
    super(true);
    this.calls = calls;
    this.sessions = sessions;
    this.permissions = permissions;
    this.json = json;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addContextCustomizers(context -> context.getPipeline().addValve(this));
  }

  @Override
  public void afterSingletonsInstantiated() {
    ready =
        new Ready(
            calls.getObject(), sessions.getObject(), permissions.getObject(), json.getObject());
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Ready now = ready;
    if (now == null || !now.answer(request, response)) {
      getNext().invoke(request, response);
    }
  }

  /** What answers need. */
  private record Ready(
      KnownCalls calls, Sessions sessions, PermissionCatalogue permissions, JsonMapper json) {

    /** Says whether it answered; a request that it leaves alone is as it was. */
    boolean answer(Request request, Response response) throws IOException {
      Known<?> call = calls.at(request.getRequestURI());
      if (call == null || !isPlain(request)) {
        return false;
      }
      Optional<Caller> caller = caller(request);
      return caller.isPresent()
          && call.admits(caller.get(), permissions)
          && answer(call, caller.get(), request, response);
    }

    private Optional<Caller> caller(Request request) {
      try {
        return SessionCookie.token(request).flatMap(sessions::find);
      } catch (DataAccessException e) {
        // The long way looks again, and refuses if the database is still away.
        return Optional.empty();
      }
    }

    private <C> boolean answer(Known<C> call, Caller caller, Request request, Response response)
        throws IOException {
      byte[] body = Body.of(request);
      Optional<C> command = call.command(body);
      if (command.isEmpty()) {
        Body.giveBack(request, body);
        return false;
      }
      try (Correlation correlation = Correlation.start()) {
        response.setHeader(Correlation.HEADER, correlation.id());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        write(call.carryOut(command.get(), caller), request, response);
      }
      return true;
    }

    private void write(Outcome<?> outcome, Request request, Response response) throws IOException {
      switch (outcome) {
        case Outcome.Refused<?>(Refusal refusal) -> {
          response.setHeader("Content-Security-Policy", WebSecurity.CONTENT_POLICY);
          new ProblemWriter(json).write(refusal, request, response);
        }
        case Outcome.Done<?>(Object value) -> {
          byte[] body = json.writeValueAsBytes(value);
          response.setContentType(MediaType.APPLICATION_JSON_VALUE);
          response.setContentLength(body.length);
          response.getOutputStream().write(body);
        }
      }
    }

    /** A POST of a short JSON of known length, not from another site's page. */
    private static boolean isPlain(Request request) {
      long length = request.getContentLengthLong();
      return request.getMethod().equals(HttpMethod.POST.name())
          && request.getQueryString() == null
          && length > 0
          && length <= BODY_LIMIT_BYTES
          && MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
          && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
          && request.getHeader(HttpHeaders.EXPECT) == null
          && OriginFilter.isOwn(request)
          && takesJson(request.getHeader(HttpHeaders.ACCEPT));
    }

    /** Names JSON or everything, without wishes about what it would like better. */
    private static boolean takesJson(@Nullable String accept) {
      return accept == null
          || Arrays.stream(accept.split(",", ACCEPT_LIMIT_ITEMS))
              .map(String::strip)
              .anyMatch(
                  item ->
                      item.equals(MediaType.ALL_VALUE)
                          || item.equals(MediaType.APPLICATION_JSON_VALUE));
    }
  }

  /** Reads a body below the servlet, where it can be given back. */
  private static final class Body implements ApplicationBufferHandler {
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    static byte[] of(Request request) throws IOException {
      Body reading = new Body();
      ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(request.getContentLengthLong()));
      while (whole.hasRemaining() && request.getCoyoteRequest().doRead(reading) >= 0) {
        whole.put(reading.chunk);
      }
      return whole.hasRemaining() ? Arrays.copyOf(whole.array(), whole.position()) : whole.array();
    }

    static void giveBack(Request request, byte[] body) {
      ByteChunk again = new ByteChunk();
      again.setBytes(body, 0, body.length);
      request.getCoyoteRequest().action(ActionCode.REQ_SET_BODY_REPLAY, again);
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      chunk = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return chunk;
    }

    @Override
    public void expand(int size) {
      // Chunks are read as they come.
    }
  }
}
