package io.shanmen.server.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.Correlation;
import io.shanmen.server.foundation.Failures;
import io.shanmen.server.identity.Caller.DeviceCaller;
import jakarta.servlet.ServletException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the machines' {@link ShortCall}s before the browsers' filters and Spring MVC, which cost
 * more than the check they would let through. It knows one kind of request only: a well-formed
 * command of a machine with a live session. Everything else goes on the long way, with its body
 * given back, and is refused there; so there is one place for each refusal.
 */
@Component
class ShortWay extends ValveBase
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>,
        SmartInitializingSingleton {

  /** No command of a machine on this way is longer. */
  private static final int BODY_LIMIT_BYTES = 8_192;

  /** What answers need; the web server is made before it is there. */
  record Needs(
      ObjectProvider<ShortCall<?>> calls,
      ObjectProvider<Sessions> sessions,
      ObjectProvider<JsonMapper> json,
      ObjectProvider<Validator> validator,
      ObjectProvider<MeterRegistry> meters) {}

  private final Needs needs;
  private volatile @Nullable Ready ready;

  ShortWay(
      ObjectProvider<ShortCall<?>> calls,
      ObjectProvider<Sessions> sessions,
      ObjectProvider<JsonMapper> json,
      ObjectProvider<Validator> validator,
      ObjectProvider<MeterRegistry> meters) {
    super(true);
    this.needs = new Needs(calls, sessions, json, validator, meters);
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addContextCustomizers(context -> context.getPipeline().addValve(this));
  }

  @Override
  public void afterSingletonsInstantiated() {
    ready = new Ready(needs);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Ready now = ready;
    if (now == null || !now.answer(request, response)) {
      getNext().invoke(request, response);
    }
  }

  /** A call with what reads and times it. */
  private record Known<C>(ShortCall<C> call, ObjectReader reader, Timer timer) {

    static <C> Known<C> of(ShortCall<C> call, JsonMapper json, MeterRegistry meters) {
      return new Known<>(
          call,
          json.readerFor(call.command()),
          Timer.builder("shanmen.short.call")
              .description("calls of machines that took the short way")
              .tag("path", call.path())
              .register(meters));
    }

    /** What the machine asks for, if it is said well. */
    Optional<C> command(byte[] body, Validator validator) {
      try {
        C command = reader.readValue(body);
        return command == null || !validator.validate(command).isEmpty()
            ? Optional.empty()
            : Optional.of(command);
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }

    Outcome<?> carryOut(C command, SignedInDevice device) {
      long start = System.nanoTime();
      try {
        return call.method().apply(command, device);
      } catch (RuntimeException e) {
        return Outcome.refused(Failures.refusalOf(e));
      } finally {
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** The way once everything is there. */
  private static final class Ready {

    private final Map<String, Known<?>> calls = new HashMap<>();
    private final Sessions sessions;
    private final JsonMapper json;
    private final ProblemWriter problems;
    private final Validator validator;

    Ready(Needs needs) {
      this.sessions = needs.sessions().getObject();
      this.json = needs.json().getObject();
      this.problems = new ProblemWriter(json);
      this.validator = needs.validator().getObject();
      MeterRegistry meters = needs.meters().getObject();
      needs.calls().forEach(call -> calls.put(call.path(), Known.of(call, json, meters)));
    }

    /** Says whether it answered; a request that it leaves alone is as it was. */
    boolean answer(Request request, Response response) throws IOException {
      Known<?> call = calls.get(request.getRequestURI());
      if (call == null || !isPlain(request)) {
        return false;
      }
      Optional<SignedInDevice> device = device(request);
      return device.isPresent() && answer(call, device.get(), request, response);
    }

    private <C> boolean answer(
        Known<C> call, SignedInDevice device, Request request, Response response)
        throws IOException {
      byte[] body = Body.of(request);
      Optional<C> command = call.command(body, validator);
      if (command.isEmpty()) {
        Body.giveBack(request, body);
        return false;
      }
      try (Correlation correlation = Correlation.start()) {
        response.setHeader(Correlation.HEADER, correlation.id());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        write(call.carryOut(command.get(), device), request, response);
      }
      return true;
    }

    private void write(Outcome<?> outcome, Request request, Response response) throws IOException {
      switch (outcome) {
        case Outcome.Refused<?>(Refusal refusal) -> {
          response.setHeader("Content-Security-Policy", WebSecurity.CONTENT_POLICY);
          problems.write(refusal, request, response);
        }
        case Outcome.Done<?>(Object value) -> {
          byte[] body = json.writeValueAsBytes(value);
          response.setContentType(MediaType.APPLICATION_JSON_VALUE);
          response.setContentLength(body.length);
          response.getOutputStream().write(body);
        }
      }
    }

    /** A POST of a short JSON of known length, by something that is no browser. */
    private static boolean isPlain(Request request) {
      long length = request.getContentLengthLong();
      return request.getMethod().equals(HttpMethod.POST.name())
          && request.getQueryString() == null
          && length > 0
          && length <= BODY_LIMIT_BYTES
          && MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
          && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
          && request.getHeader(HttpHeaders.EXPECT) == null
          && request.getHeader(HttpHeaders.ORIGIN) == null
          && request.getHeader("Sec-Fetch-Site") == null
          && takesJson(request.getHeader(HttpHeaders.ACCEPT));
    }

    private static boolean takesJson(@Nullable String accept) {
      return accept == null
          || accept.equals(MediaType.ALL_VALUE)
          || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }

    private Optional<SignedInDevice> device(Request request) {
      return SessionCookie.token(request)
          .flatMap(sessions::find)
          .filter(DeviceCaller.class::isInstance)
          .map(caller -> ((DeviceCaller) caller).device());
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
