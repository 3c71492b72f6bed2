package io.shanmen.server.admission;

import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts gates at checkpoints without enrolling terminals for them. */
public final class TestGates {

  private TestGates() {}

  public static Gate put(JdbcClient jdbc, Gates gates, int no, int checkpoint) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO admission.gate (gate_id, no, name, checkpoint_no, direction, ordered_mode)
            VALUES (?, ?, ?, ?, 'BOTH', 'NORMAL')
            """)
        .params(id, no, no + "号闸", checkpoint)
        .update();
    gates.forget();
    return gates.find(id).orElseThrow();
  }
}
