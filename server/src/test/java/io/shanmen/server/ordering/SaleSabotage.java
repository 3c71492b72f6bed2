package io.shanmen.server.ordering;

import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Does what a test wants inside the transaction of a set of sales, after all was written. */
@Component
class SaleSabotage {

  private final JdbcClient inTheTransaction;
  private final DataSource connections;
  private volatile Consumer<OrdersPaid> act = paid -> {};

  SaleSabotage(JdbcClient jdbc, DataSource connections) {
    this.inTheTransaction = jdbc;
    this.connections = connections;
  }

  void act(Consumer<OrdersPaid> what) {
    act = what;
  }

  void end() {
    act = paid -> {};
  }

  /** Ends the transaction's PostgreSQL process from another connection. */
  void killBackend() {
    int pid = inTheTransaction.sql("SELECT pg_backend_pid()").query(Integer.class).single();
    Thread killer =
        Thread.ofPlatform()
            .start(
                () ->
                    JdbcClient.create(connections)
                        .sql("SELECT pg_terminate_backend(?)")
                        .param(pid)
                        .query(Boolean.class)
                        .single());
    try {
      killer.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @EventListener
  void on(OrdersPaid paid) {
    act.accept(paid);
  }
}
