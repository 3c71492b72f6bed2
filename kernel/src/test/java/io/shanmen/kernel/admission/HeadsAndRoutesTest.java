package io.shanmen.kernel.admission;

import static io.shanmen.kernel.admission.Scene.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets for several people (多人一票) and for several attractions (联票, R75 to R78). */
class HeadsAndRoutesTest {

  private static final Uses UNLIMITED = new Uses(0, 0, 0, Uses.Counting.TOGETHER);

  @ParameterizedTest
  @CsvSource({
    "9, ,                                       FIRST 4, 0",
    "1, ,                                       FIRST 1, 3",
    "9, first 11-22T10:00,                      FIRST 3, 0",
    "2, first 11-22T10:00,                      FIRST 2, 1",
    "9, 'first 11-22T10:00 x2, held 11-22T11:59', FIRST 1, 0",
    "9, 'exit 11-22T11:00 x4, first 11-22T10:00 x2', FIRST 2, 0",
  })
  void aFamilyOfFourMayComeTogetherOrOneByOne(
      int atMost, @Nullable String past, String result, int left) {
    Scene scene = ordinary().heads(4).atMost(atMost).past(past);
    assertThat(scene.at("11-22T12:00")).isEqualTo(result);
    assertThat(scene.decide("11-22T12:00", 1))
        .isInstanceOfSatisfying(
            Decision.Admit.class, admit -> assertThat(admit.headsLeft()).isEqualTo(left));
  }

  @Test
  void theFifthOfAFamilyOfFourIsRefused() {
    Scene scene = ordinary().heads(4);
    assertThat(scene.past("first 11-22T10:00 x4").at("11-22T12:00")).isEqualTo("ALREADY_USED");
    assertThat(scene.past("first 11-22T10:00 x3, held 11-22T11:59").at("11-22T12:00"))
        .isEqualTo("ALREADY_USED");
  }

  @Test
  void oneShowingNeverAdmitsMorePeopleThanTheTicketHas() {
    assertThat(ordinary().uses(new Uses(10, 0, 0, Uses.Counting.TOGETHER)).at("11-22T12:00"))
        .isEqualTo("FIRST 1");
    assertThat(ordinary().heads(3).uses(UNLIMITED).at("11-22T12:00")).isEqualTo("FIRST 3");
  }

  @Test
  void whatIsLeftAfterwardsIsTold() {
    assertThat(left(ordinary().uses(new Uses(10, 0, 0, Uses.Counting.TOGETHER)))).isEqualTo(9);
    assertThat(left(ordinary().uses(new Uses(10, 3, 0, Uses.Counting.TOGETHER)))).isEqualTo(2);
    assertThat(left(ordinary().heads(3).uses(UNLIMITED).atMost(2))).isEqualTo(1);
  }

  private static int left(Scene scene) {
    return ((Decision.Admit) scene.decide("11-22T12:00", 1)).headsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T10:30, FIRST 2", // two have come, two may follow at once
    "11-22T11:00, FIRST 4", // a whole interval later all may come again
  })
  void theIntervalKeepsNobodyFromFollowingTheFamily(String time, String result) {
    Scene scene =
        ordinary()
            .heads(4)
            .uses(new Uses(5, 0, 60, Uses.Counting.TOGETHER))
            .past("first 11-22T10:00 x2");
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @Test
  void theIntervalHoldsForAllHeadsTogether() {
    Scene scene =
        ordinary()
            .heads(2)
            .uses(new Uses(5, 0, 60, Uses.Counting.TOGETHER))
            .past("first 11-22T10:00 x2");
    assertThat(scene.at("11-22T10:30")).isEqualTo("TOO_SOON");
  }

  @Test
  void gatesOfOnePassShareItsCount() {
    Scene scene = ordinary().route(Route.free(CheckpointSet.of(1, 2))).past("first 11-22T10:00 c1");
    assertThat(scene.at("11-22T12:00", 2)).isEqualTo("ALREADY_USED");
    assertThat(scene.at("11-22T12:00", 3)).isEqualTo("WRONG_GATE");
  }

  @Test
  void eachAttractionOfAJointTicketHasItsOwnCount() {
    Scene scene =
        ordinary()
            .uses(Uses.ONCE_EACH)
            .route(Route.free(CheckpointSet.of(1, 2, 3)))
            .past("first 11-22T10:00 c1");
    assertThat(scene.at("11-22T12:00", 1)).isEqualTo("ALREADY_USED");
    assertThat(scene.at("11-22T12:00", 2)).isEqualTo("FIRST 1");
    assertThat(scene.at("11-22T12:00", 4)).isEqualTo("WRONG_GATE");
  }

  @ParameterizedTest
  @CsvSource({
    // order,     here, past,                                          result
    "FREE,        3, ,                                              FIRST 1",
    "STRICT,      1, ,                                              FIRST 1",
    "STRICT,      2, ,                                              OUT_OF_ORDER",
    "STRICT,      2, first 11-22T10:00 c1,                          FIRST 1",
    "STRICT,      3, first 11-22T10:00 c1,                          OUT_OF_ORDER",
    "STRICT,      3, 'first 11-22T10:00 c1, first 11-22T11:00 c2',  FIRST 1",
    "MAIN_FIRST,  1, ,                                              FIRST 1",
    "MAIN_FIRST,  3, ,                                              OUT_OF_ORDER",
    "MAIN_FIRST,  3, first 11-22T10:00 c2,                          OUT_OF_ORDER",
    "MAIN_FIRST,  3, first 11-22T10:00 c1,                          FIRST 1",
    "MAIN_FIRST,  3, first 11-15T10:00 c1,                          FIRST 1", // on another day
  })
  void r76AttractionsMayHaveAnOrder(
      Route.Order order, int here, @Nullable String past, String result) {
    Scene scene =
        ordinary()
            .uses(Uses.ONCE_EACH)
            .route(new Route(CheckpointSet.of(1, 2, 3), order, 0, null))
            .past(past);
    assertThat(scene.at("11-22T12:00", here)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "4, ,                                                                      FIRST 1",
    "4, 'first 11-22T10:00 c1, first 11-22T10:30 c2',                          FIRST 1",
    "4, 'first 11-22T10:00 c1, first 11-22T10:30 c2, first 11-22T11:00 c3',    NO_USES_LEFT",
    "4, 'first 11-22T10:00 c1, first 11-22T10:30 c2, held 11-22T11:59 c3',     NO_USES_LEFT",
    "4, 'first 11-22T10:00 c1, first 11-22T10:30 c2, first 11-22T11:00 c4',    FIRST 1",
  })
  void r77AnyThreeOfFive(int here, @Nullable String past, String result) {
    Scene scene =
        ordinary()
            .uses(new Uses(2, 0, 0, Uses.Counting.EACH))
            .route(new Route(CheckpointSet.of(1, 2, 3, 4, 5), Route.Order.FREE, 3, null))
            .past(past);
    assertThat(scene.at("11-22T12:00", here)).isEqualTo(result);
  }

  @Test
  void nobodyNewEntersAFullPark() {
    assertThat(ordinary().full().at("11-22T12:00")).isEqualTo("PARK_FULL");
    assertThat(ordinary().full().leaving().past("first 11-22T10:00").at("11-22T12:00"))
        .isEqualTo("EXIT 1");
  }

  @ParameterizedTest
  @CsvSource({
    "ISSUED,   ,                                                FIRST 1 would be wrong, EXIT 1",
    "USED,     first 11-22T10:00 x3,                            three inside,           EXIT 3",
    "USED,     'first 11-22T10:00 x3, exit 11-22T11:00 x2',     one inside,             EXIT 1",
    "USED,     'first 11-22T10:00 x3, exit 11-22T11:00 x3',     the list lags behind,   EXIT 1",
    "USED,     'first 11-22T10:00 x2, exit 11-22T10:30, reentry 11-22T11:00', one came back, EXIT 2",
    "LOCKED,   first 11-22T10:00 x4,                            refund asked for,       EXIT 4",
    "REFUNDED, first 11-22T10:00 x4,                            refunded,               EXIT 4",
    "USED,     first 11-21T10:00 x4,                            entered yesterday,      EXIT 1",
  })
  void nobodyIsKeptIn(TicketState state, @Nullable String past, String why, String result) {
    Scene scene = ordinary().heads(4).state(state).past(past).leaving();
    assertThat(scene.at("11-22T12:00")).as(why).isEqualTo(result);
    assertThat(scene.atMost(1).at("11-22T12:00")).isEqualTo("EXIT 1");
  }
}
