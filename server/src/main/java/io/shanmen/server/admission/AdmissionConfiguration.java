package io.shanmen.server.admission;

import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import io.shanmen.server.identity.ShortCall;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

  @Bean
  ModulePermissions admissionPermissions() {
    return ModulePermissions.of(
        "admission",
        "检票",
        "Admission",
        Permission.of(
            "admission.view",
            "查看闸机与在园人数",
            "See gates and the people in the park",
            BuiltInRole.GATE_STAFF,
            BuiltInRole.SUPERVISOR,
            BuiltInRole.MANAGER),
        Permission.of(
            "admission.release",
            "人工放行",
            "Let people in by hand",
            BuiltInRole.GATE_STAFF,
            BuiltInRole.SUPERVISOR),
        Permission.of(
            "admission.correct",
            "校正在园人数",
            "Correct the number of people in the park",
            BuiltInRole.SUPERVISOR,
            BuiltInRole.MANAGER),
        Permission.of(
            "admission.emergency",
            "应急开闸",
            "Open gates in an emergency",
            BuiltInRole.SUPERVISOR,
            BuiltInRole.MANAGER),
        Permission.of(
            "admission.configure",
            "设置闸机与入园规则",
            "Set up gates and the rules of admission",
            BuiltInRole.MANAGER));
  }

  /** What gates ask for every person who comes, and nothing else, takes the short way. */
  @Bean
  ShortCall<GateController.AuthoriseRequest> authoriseCall(GateController gates) {
    return ShortCall.ofMachines(
        "/api/gate/authorise", GateController.AuthoriseRequest.class, gates::authorise);
  }

  @Bean
  ShortCall<GateController.ConfirmRequest> confirmCall(GateController gates) {
    return ShortCall.ofMachines(
        "/api/gate/confirm", GateController.ConfirmRequest.class, gates::confirm);
  }

  @Bean
  ShortCall<GateController.ReleaseRequest> releaseCall(GateController gates) {
    return ShortCall.ofMachines(
        "/api/gate/release", GateController.ReleaseRequest.class, gates::release);
  }
}
