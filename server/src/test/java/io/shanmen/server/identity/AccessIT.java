package io.shanmen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ParkIT
class AccessIT {

  @Autowired Clients clients;
  @Autowired JdbcClient jdbc;
  @Autowired PermissionCatalogue permissions;

  @Autowired List<RequestMappingHandlerMapping> mappings;

  @Test
  void everyMethodSaysWhomItLetsIn() {
    List<String> silent = new ArrayList<>();
    for (HandlerMethod method : ours()) {
      if (AccessRule.of(method) instanceof AccessRule.Nobody) {
        silent.add(method.toString());
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void everyPermissionThatAMethodAsksForIsDeclared() {
    List<String> undeclared = new ArrayList<>();
    for (HandlerMethod method : ours()) {
      for (Permit permit : permits(method)) {
        for (String code : permit.value()) {
          if (!permissions.has(code)) {
            undeclared.add(code + " of " + method);
          }
        }
      }
    }
    assertThat(undeclared).isEmpty();
  }

  /** Steps over money, people, keys and gates; each is a permission of its own, and no less. */
  @Test
  void whatCouldDoMostHarmAsksForItsOwnPermission() {
    Map<String, String> rules =
        ours().stream()
            .collect(Collectors.toMap(AccessIT::nameOf, AccessIT::ruleOf, (one, other) -> one));
    assertThat(rules)
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("OrderingController.voidOrder", "ordering.void"),
                Map.entry("RefundController.execute", "aftersales.execute"),
                Map.entry("RefundController.withdraw", "aftersales.request"),
                Map.entry("PaymentController.openDrawer", "payment.open-drawer"),
                Map.entry("TillController.moveCash", "cashdesk.move-cash"),
                Map.entry("SupervisionController.issueFloat", "cashdesk.issue-float"),
                Map.entry("SupervisionController.receiveDrop", "cashdesk.receive-drop"),
                Map.entry(
                    "SupervisionController.acceptDifference",
                    "cashdesk.accept, cashdesk.accept-large"),
                Map.entry("ExaminationController.examineDifference", "cashdesk.examine"),
                Map.entry("CatalogController.publish", "catalog.publish"),
                Map.entry("CatalogController.saveDraft", "catalog.edit"),
                Map.entry("TicketingController.reprint", "ticketing.reprint"),
                Map.entry("CodeKeyController.renewCodeKey", "ticketing.keys"),
                Map.entry("CodeKeyController.revokeCodeKey", "ticketing.keys"),
                Map.entry("CodeKeyController.backUpKeys", "ticketing.keys"),
                Map.entry("CodeKeyController.restoreKeys", "ticketing.keys"),
                Map.entry("AdmissionController.releaseManually", "admission.release"),
                Map.entry("AdmissionController.correctInPark", "admission.correct"),
                Map.entry("AdmissionController.orderGate", "admission.emergency"),
                Map.entry("AdmissionController.saveAdmissionSettings", "admission.configure"),
                Map.entry("TerminalController.approveTerminal", "terminal.manage"),
                Map.entry("TerminalController.revokeTerminal", "terminal.manage"),
                Map.entry("TerminalController.makeEnrolmentCode", "terminal.manage"),
                Map.entry("OperatorController.resetPassword", "identity.manage-operators"),
                Map.entry("OperatorController.addOperator", "identity.manage-operators"),
                Map.entry("RoleController.changeRole", "identity.manage-roles")));
  }

  private static String nameOf(HandlerMethod method) {
    return method.getBeanType().getSimpleName() + "." + method.getMethod().getName();
  }

  private static String ruleOf(HandlerMethod method) {
    return AccessRule.of(method) instanceof AccessRule.Operators operators
        ? String.join(", ", operators.anyOf())
        : "no permission";
  }

  @Test
  void everyMethodTakesTheCallerThatItLetsIn() {
    List<String> wrong = new ArrayList<>();
    for (HandlerMethod method : ours()) {
      boolean takesOperator = takes(method, SignedIn.class);
      boolean takesDevice = takes(method, SignedInDevice.class);
      boolean right =
          switch (AccessRule.of(method)) {
            case AccessRule.Operators operators -> !takesDevice;
            case AccessRule.Devices devices -> !takesOperator;
            case AccessRule.Everybody everybody -> !takesOperator && !takesDevice;
            case AccessRule.Nobody nobody -> true;
          };
      if (!right) {
        wrong.add(method.toString());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatARoleDoesNotAllowIsHiddenRefusedAndLogged() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    assertThat(cashier.get("/api/session").ok().path("permissions").toString())
        .doesNotContain("identity.manage-operators");
    cashier.get("/api/identity/operators").refused("NOT_PERMITTED");
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM audit.entry
                    WHERE action = 'identity.call_refused' AND refusal = 'NOT_PERMITTED'
                      AND actor_id = ? AND subject_id = 'OperatorController.operators'
                    """)
                .param(cashier.operatorId())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void nobodyIsLetInWithoutASession() {
    Client stranger = clients.stranger();
    stranger.get("/api/identity/operators").refused("SIGN_IN_REQUIRED");
    stranger.setCookie("x".repeat(SessionToken.CHARS));
    stranger.get("/api/identity/operators").refused("SIGN_IN_REQUIRED");
  }

  @Test
  void gatesAndOperatorsDoNotUseEachOthersDoors() {
    Client gate = clients.gate(1);
    gate.get("/api/session").refused("OPERATORS_ONLY");
    gate.get("/api/identity/operators").refused("OPERATORS_ONLY");
  }

  @Test
  void aPageOfAnotherSiteCannotSteerAnOperatorsBrowser() {
    Client admin = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    for (Map<String, String> headers :
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"))) {
      admin.call("POST", "/api/sign-out", null, headers).refused("FOREIGN_ORIGIN");
    }
    admin.get("/api/session").ok();
    admin.call("POST", "/api/sign-out", null, Map.of("Sec-Fetch-Site", "same-origin")).ok();
  }

  @Test
  void answersCarryTheHeadersThatKeepABrowserSafe() {
    var headers = clients.stranger().get("/api/setup").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe")
        .contains("object-src 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void bodiesAreLimited() {
    Client stranger = clients.stranger();
    String large = "{\"terminalId\":\"" + "x".repeat(BodyLimitFilter.BODY_LIMIT_BYTES) + "\"}";
    stranger.post("/api/terminal/challenges", large).refused("BODY_TOO_LARGE");
  }

  @Test
  void unknownFieldsAndPathsAndWrongTypesAreProblems() {
    Client stranger = clients.stranger();
    stranger
        .post("/api/terminal/challenges", "{\"terminalId\":\"nonsense\"}")
        .refused("MALFORMED_REQUEST");
    stranger
        .post(
            "/api/terminal/challenges", Map.of("terminalId", stranger.terminalId(), "extra", true))
        .refused("MALFORMED_REQUEST");
    stranger.get("/api/nowhere").refused("NOT_FOUND");
    stranger.post("/nowhere", Map.of()).refused("NOT_FOUND");
    stranger.get("/actuator/env").refused("NOT_FOUND");
  }

  private List<HandlerMethod> ours() {
    List<HandlerMethod> ours =
        mappings.stream()
            .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
            .filter(AccessIT::isOurs)
            .toList();
    assertThat(ours).hasSizeGreaterThan(15);
    return ours;
  }

  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getPackageName().startsWith("io.shanmen");
  }

  private static List<Permit> permits(HandlerMethod method) {
    return Stream.of(
            AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Permit.class),
            AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Permit.class))
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean takes(HandlerMethod method, Class<?> type) {
    return Stream.of(method.getMethodParameters())
        .anyMatch(parameter -> parameter.getParameterType() == type);
  }
}
