package io.shanmen.server.ordering;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.ticketing.Slip;
import io.shanmen.server.ticketing.Slips;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import org.springframework.stereotype.Component;

/** The receipt of an order. */
@Component
class Receipts {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ParkClock clock;

  Receipts(ParkClock clock) {
    this.clock = clock;
  }

  byte[] pdf(Order order) {
    return Slips.pdf(slip(order));
  }

  private Slip slip(Order order) {
    Park park = clock.park();
    Currency currency = Currency.getInstance(order.money().currency());
    Slip.Builder slip =
        Slip.titled(park.nameZh() + " 收据", park.nameEn() + " · Receipt")
            .pair("订单号 Order", order.orderNo())
            .pair("时间 Time", TIME.format(order.sale().at().atZone(park.zone())))
            .pair("售票员 Cashier", order.sale().operatorName())
            .rule();
    for (Quote.Line line : order.lines()) {
      slip.pair(
          "%s × %d".formatted(line.product().nameZh(), line.quantity()),
          Slips.amount(Money.of(line.amountMinor(), currency)));
    }
    slip.rule()
        .strong("合计 Total", Slips.amount(Money.of(order.money().totalMinor(), currency)))
        .pair("实收 Received", Slips.amount(Money.of(order.money().receivedMinor(), currency)))
        .pair("找零 Change", Slips.amount(Money.of(order.money().changeMinor(), currency)));
    if (order.state() == OrderState.VOIDED) {
      slip.rule().strong("已撤销 VOIDED", "");
    }
    return slip.rule().note("退票请至退票台办理 · Refunds at the refund desk").build();
  }
}
