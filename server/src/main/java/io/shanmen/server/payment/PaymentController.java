package io.shanmen.server.payment;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.REFUND_CLERK;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Openings of the cash drawer over HTTP. */
@RestController
@RequestMapping("/api/payment")
class PaymentController {

  @Configuration(proxyBeanMethods = false)
  static class Permissions {
    @Bean
    ModulePermissions paymentPermissions() {
      return ModulePermissions.of(
          "payment",
          "支付",
          "Payment",
          Permission.of(
              "payment.open-drawer",
              "无销售开钱箱",
              "Open the drawer without a sale",
              CASHIER,
              REFUND_CLERK,
              SUPERVISOR),
          Permission.of(
              "payment.view", "查看钱箱记录", "Read drawer openings", SUPERVISOR, FINANCE, MANAGER));
    }
  }

  /**
   * Asks to open the drawer of the caller's till without a sale.
   *
   * @param openingId made by the client
   * @param reason why, for the log
   */
  record OpeningRequest(@NotNull UUID openingId, @NotBlank @Size(max = 200) String reason) {}

  private final DrawerOpenings openings;

  PaymentController(DrawerOpenings openings) {
    this.openings = openings;
  }

  @PostMapping("/drawer-openings")
  @Permit("payment.open-drawer")
  Outcome<DrawerOpening> openDrawer(@Valid @RequestBody OpeningRequest request, SignedIn who) {
    return openings.openWithoutSale(request.openingId(), request.reason(), who);
  }

  /** All openings of a shift's drawer, in their order. */
  @GetMapping("/shifts/{shiftId}/drawer-openings")
  @Permit("payment.view")
  List<DrawerOpening> drawerOpenings(@PathVariable UUID shiftId) {
    return openings.ofShift(shiftId);
  }
}
