package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.Statements;
import io.shanmen.server.foundation.Statements.Statement;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ordering.TestSales.Product;
import io.shanmen.server.payment.TenderKind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Selling costs few statements, and a set of many sales no more than a sale alone. */
@ParkIT
class SaleStatementsIT {

  /** Begin and commit are not among them; a fresh block of ticket numbers is. */
  private static final int LIMIT_STATEMENTS = 12;

  @Autowired TestSales sales;
  @Autowired SaleDesk desk;
  @Autowired SaleWriter writer;
  @Autowired Ids ids;
  @Autowired TransactionTemplate transaction;

  @Test
  void aSaleAloneOverHttpTakesOneConnectionAndFewStatements() {
    Client window = sales.window();
    Product hot = sales.withPlaces(8_000, 100);
    sales.sell(window, sales.sale(hot, 1)).ok();

    List<Statement> all = Statements.during(() -> sales.sell(window, sales.sale(hot, 3)).ok());

    List<Statement> written = Statements.of(all, "sale-writer");
    assertThat(written).hasSizeBetween(8, LIMIT_STATEMENTS);
    assertThat(Statements.connections(written)).hasSize(1);
    // Who asks and what it costs is in memory: the request's own thread asks the database nothing.
    assertThat(all).noneMatch(one -> one.thread().startsWith("tomcat-handler"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void aSetTakesNoMoreThanASaleAlone(int size) {
    Client window = sales.window();
    List<Product> products = List.of(sales.single(5_000), sales.withPlaces(8_000, 1_000));
    commit(List.of(command(window, products)));
    List<SaleCommand> commands =
        IntStream.range(0, size).mapToObj(i -> command(window, products)).toList();

    List<Statement> written =
        Statements.of(Statements.during(() -> commit(commands)), Thread.currentThread().getName());

    assertThat(written).hasSizeBetween(8, LIMIT_STATEMENTS);
    assertThat(Statements.connections(written)).hasSize(1);
  }

  private void commit(List<SaleCommand> commands) {
    List<Outcome<SaleResult>> results = transaction.execute(status -> writer.commit(commands));
    assertThat(results)
        .hasSameSizeAs(commands)
        .allSatisfy(result -> assertThat(result.isDone()).isTrue());
  }

  private SaleCommand command(Client window, List<Product> products) {
    List<WantedLine> lines =
        products.stream().map(product -> new WantedLine(product.id(), 1, null, null)).toList();
    PricedSale priced = desk.price(lines).orThrow();
    long total = priced.total().minor();
    SaleRequest request =
        new SaleRequest(
            ids.next(),
            lines,
            total,
            new SaleRequest.Tendered(TenderKind.CASH, total),
            false,
            null);
    SignedIn who =
        new SignedIn(window.operatorId(), "售票员", window.terminalId(), UUID.randomUUID(), Set.of());
    return new SaleCommand(request, new byte[] {1}, who, priced);
  }
}
