package io.shanmen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ParkIT
class SignInIT {

  @Autowired Clients clients;

  @Test
  void whoSignsInSeesNameRolesPermissionsTerminalAndPark() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    var me = cashier.get("/api/session").ok();
    assertThat(me.path("operatorId").asString()).isEqualTo(cashier.operatorId().toString());
    assertThat(me.path("roles").get(0).path("nameZh").asString()).isEqualTo("售票员");
    assertThat(me.path("terminalId").asString()).isEqualTo(cashier.terminalId().toString());
    assertThat(me.path("park").path("nameZh").asString()).isEqualTo("云门山风景区");
  }
}
