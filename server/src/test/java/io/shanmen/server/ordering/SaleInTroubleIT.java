package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Selling while something is wrong with the machine. */
@ParkIT
class SaleInTroubleIT {

  private static final Duration SHORT_PATIENCE = Duration.ofMillis(500);

  @Autowired TestSales sales;
  @Autowired TestClock clock;
  @Autowired DataSource database;

  @Test
  void withoutAFreeConnectionASaleIsRefusedAndCanBeRepeated() throws SQLException {
    Client window = sales.window();
    Map<String, Object> sale = sales.sale(sales.single(8_000), 1);
    HikariDataSource pool = database.unwrap(HikariDataSource.class);
    long patience = pool.getConnectionTimeout();
    List<Connection> taken = new ArrayList<>();
    try {
      pool.setConnectionTimeout(SHORT_PATIENCE.toMillis());
      takeAll(pool, taken);
      sales.sell(window, sale).refused("DATABASE_AWAY");
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
      pool.setConnectionTimeout(patience);
    }
    assertThat(sales.sell(window, sale).ok().path("tickets")).hasSize(1);
  }

  private static void takeAll(HikariDataSource pool, List<Connection> taken) {
    try {
      while (taken.size() < pool.getMaximumPoolSize()) {
        taken.add(pool.getConnection());
      }
    } catch (SQLException noneLeft) {
      // A janitor holds the last one for a moment.
    }
  }

  @Test
  void aClockSetBackAnHourSellsOnAndKeepsTheBooks() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    long before = sales.sell(window, sales.sale(adult, 1)).ok().path("orderNo").asLong();

    clock.advance(Duration.ofHours(-1));

    long after = sales.sell(window, sales.sale(adult, 1)).ok().path("orderNo").asLong();
    assertThat(after).as("numbers go on whatever the clock says").isGreaterThan(before);
  }
}
