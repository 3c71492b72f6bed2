package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever a body leaves out or says is null, the answer is a refusal and never a bug. */
@ParkIT
class EmptyBodiesIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping handlers;

  private record Endpoint(String method, String path, Class<?> body) {}

  @Test
  void aBodyWithoutAnythingIsRefused() {
    assertRefused(endpoint -> Map.of());
  }

  @Test
  void aBodyOfNullsIsRefused() {
    assertRefused(
        endpoint -> {
          Map<String, Object> nulls = new HashMap<>();
          if (endpoint.body().isRecord()) {
            for (RecordComponent part : endpoint.body().getRecordComponents()) {
              nulls.put(part.getName(), null);
            }
          }
          return nulls;
        });
  }

  private interface Bodies {
    Map<String, Object> of(Endpoint endpoint);
  }

  private void assertRefused(Bodies bodies) {
    Client administrator = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    Client cashier = sales.window();
    Client desk = sales.refundDesk();
    Client gate = clients.gate(1);
    Map<String, Integer> bugs = new TreeMap<>();
    for (Endpoint endpoint : endpoints()) {
      for (Client client : List.of(administrator, manager, cashier, desk, gate)) {
        int status =
            client.call(endpoint.method(), endpoint.path(), bodies.of(endpoint), Map.of()).status();
        if (status >= 500) {
          bugs.put(endpoint.method() + " " + endpoint.path(), status);
        }
      }
    }
    assertThat(bugs).isEmpty();
  }

  /** All that take a body; ids in paths are made up. */
  private List<Endpoint> endpoints() {
    List<Endpoint> found = new ArrayList<>();
    handlers
        .getHandlerMethods()
        .forEach((info, handler) -> body(handler).ifPresent(body -> found.addAll(of(info, body))));
    assertThat(found).hasSizeGreaterThan(40);
    return found;
  }

  private static Optional<Class<?>> body(HandlerMethod handler) {
    return Arrays.stream(handler.getMethod().getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
        .<Class<?>>map(Parameter::getType)
        .findFirst();
  }

  private static List<Endpoint> of(RequestMappingInfo info, Class<?> body) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (RequestMethod method : info.getMethodsCondition().getMethods()) {
      for (String pattern : info.getPatternValues()) {
        endpoints.add(new Endpoint(method.name(), path(pattern), body));
      }
    }
    return endpoints;
  }

  private static String path(String pattern) {
    return pattern
        .replaceAll("\\{(no|number|epoch|ticketNo|checkpointNo)}", "1")
        .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
  }
}
