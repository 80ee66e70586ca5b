package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.screens.live.TileOrder.Seat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TilePlacesTest {
    private static final long SECOND = 1_000_000_000L;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final TilePlaces places = new TilePlaces();
    private TileOrder order = TileOrder.WORST_FIRST;
    private boolean held;
    /** When the places had settled. */
    private int settledAt;

    @Test
    void allStandInOrderAtFirst() {
        rank(Rank.FINE, "a", "b", "c");
        rank(Rank.URGENT, "d");
        at(0);
        assertStand("dabc");
    }

    @Test
    void whoComesInTheFirstSecondsIsPutInOrder() {
        rank(Rank.FINE, "c");
        at(0);
        rank(Rank.FINE, "a");
        at(1);
        rank(Rank.FINE, "b");
        at(4);
        assertStand("abc");
    }

    @Test
    void oneThatGetsWorseMovesUpAtOnceAndTheTilesBetweenStay() {
        settled(Rank.FINE, "a", "b", "c", "d", "e");
        rank(Rank.URGENT, "d");
        at(11);
        assertStand("dbcae");
    }

    @Test
    void whomItPushesAwayStandsBehindItsOwnEquals() {
        rank(Rank.URGENT, "a");
        rank(Rank.TO_LOOK_AT, "b", "c");
        settled(Rank.FINE, "e", "f", "g");
        assertStand("abcefg");

        rank(Rank.URGENT, "g");
        at(11);

        // g for b, b behind c, e into the hole: f and all others stay.
        assertStand("agcbfe");
    }

    @Test
    void anImprovedTileInFrontGivesItsPlaceAway() {
        rank(Rank.URGENT, "a");
        settled(Rank.FINE, "b", "c", "d");
        rank(Rank.FINE, "a");
        at(11);
        assertStand("abcd");
        rank(Rank.URGENT, "d");
        at(12);
        assertStand("dbca");
    }

    @Test
    void oneThatGetsBetterWaits() {
        rank(Rank.URGENT, "a");
        rank(Rank.TO_LOOK_AT, "b", "c");
        settled(Rank.FINE, "d");
        rank(Rank.FINE, "a");
        at(11);
        assertStand("abcd");
        at(29);
        assertStand("abcd");
        at(31);
        // Only a and the one that changes places with it.
        assertStand("cbad");
    }

    @Test
    void thenNothingButWhatGetsWorseMovesForAnotherThirtySeconds() {
        rank(Rank.URGENT, "a", "b");
        settled(Rank.FINE, "c", "d");
        rank(Rank.FINE, "a");
        at(31);
        assertStand("bacd");
        rank(Rank.FINE, "b");
        rank(Rank.URGENT, "c");
        at(32);
        // b, which is fine again, gave its place to c.
        assertStand("cabd");
        rank(Rank.FINE, "c");
        rank(Rank.TO_LOOK_AT, "d");
        at(60);
        assertStand("dabc");
    }

    @Test
    void oneThatWaversStaysWhereItsWorstPutIt() {
        settled(Rank.FINE, "a", "b", "c");
        rank(Rank.URGENT, "c");
        at(11);
        assertStand("cba");
        for (int s = 12; s < 30; s++) {
            rank(s % 2 == 0 ? Rank.FINE : Rank.URGENT, "c");
            at(s);
            assertStand("cba");
        }
    }

    @Test
    void amongEqualsNobodyMovesForAName() {
        settled(Rank.FINE, "a", "b", "c", "d");
        rank(Rank.URGENT, "d");
        at(11);
        rank(Rank.FINE, "d");
        for (int s = 12; s < 200; s++) {
            at(s);
        }
        assertStand("dbca");
    }

    @Test
    void theOrderInWhichTheyCameIsPutRightThoughSomebodyWasThere() {
        rank(Rank.FINE, "c");
        at(0);
        held = true;
        for (String id : List.of("b", "d", "a")) {
            rank(Rank.FINE, id);
            at(2);
        }
        assertStand("cbda");
        held = false;
        at(3);
        assertStand("abcd");
    }

    @Test
    void inTheFirstHalfMinuteNobodyStaysInTheOrderOfArrival() {
        rank(Rank.FINE, "c");
        at(0);
        rank(Rank.FINE, "b");
        at(10);
        rank(Rank.FINE, "a");
        at(25);
        assertStand("abc");
    }

    @Test
    void nothingMovesWhileSomebodyIsThere() {
        rank(Rank.TO_LOOK_AT, "a");
        settled(Rank.FINE, "b", "c");
        held = true;
        rank(Rank.URGENT, "c");
        rank(Rank.FINE, "a");
        rank(Rank.FINE, "0");
        for (int s = 11; s < 200; s++) {
            at(s);
            assertStand("abc0");
        }
        assertThat(places.waiting(seats, order)).isEqualTo(2);

        held = false;
        at(200);
        assertStand("cba0");
        assertThat(places.waiting(seats, order)).isZero();
    }

    @Test
    void oneThatGotWorseMeanwhileMovesAsSoonAsTheyAreGone() {
        rank(Rank.TO_LOOK_AT, "a");
        settled(Rank.FINE, "b", "c");
        held = true;
        rank(Rank.URGENT, "c");
        at(11);
        held = false;
        at(12);
        assertStand("cab");
    }

    @Test
    void aNewOneStandsAtTheEndUnlessItNeedsSomebody() {
        settled(Rank.FINE, "b", "c");
        rank(Rank.FINE, "a");
        at(11);
        assertStand("bca");
        rank(Rank.TO_LOOK_AT, "d");
        at(12);
        assertStand("dcab");
    }

    @Test
    void theFirstSampleOfAStationCallsNobody() {
        rank(Rank.NEVER_SEEN, "z");
        settled(Rank.FINE, "b", "c");
        rank(Rank.NEVER_SEEN, "y");
        at(11);
        assertStand("bczy");
        rank(Rank.FINE, "y");
        at(12);
        assertStand("bczy");
        at(31);
        assertStand("bcyz");
    }

    @Test
    void oneThatIsGoneLeavesNoHole() {
        settled(Rank.FINE, "a", "b", "c");
        seats.remove("b");
        at(11);
        assertStand("ac");
        seats.clear();
        at(12);
        assertStand("");
    }

    @Test
    void byNameStatesMoveNobody() {
        order = TileOrder.BY_NAME;
        settled(Rank.FINE, "a", "b", "c");
        rank(Rank.URGENT, "c");
        for (int s = 11; s < 200; s++) {
            at(s);
            assertStand("abc");
        }
    }

    @Test
    void byNameANewOneFindsItsPlaceLater() {
        order = TileOrder.BY_NAME;
        settled(Rank.FINE, "a", "c");
        rank(Rank.FINE, "b");
        at(11);
        assertStand("acb");
        at(31);
        assertStand("abc");
    }

    @Test
    void whoAsksForAnOrderHasItAtOnce() {
        settled(Rank.FINE, "a", "b");
        rank(Rank.TO_LOOK_AT, "b");
        held = true;
        places.sort(seats, TileOrder.WORST_FIRST, 11 * SECOND);
        assertStand("ba");
        places.sort(seats, TileOrder.BY_NAME, 12 * SECOND);
        assertStand("ab");
    }

    /** Whatever happens: nobody is lost or doubled, and after a quiet while all stand by rank. */
    @Property(tries = 300)
    void nobodyIsLost(
            @ForAll @Size(max = 40) List<@IntRange(max = 47) Integer> changes,
            @ForAll @IntRange(min = 1, max = 12) int stations) {
        for (int i = 0; i < stations; i++) {
            rank(Rank.FINE, "s" + i);
        }
        at(0);
        int second = 6;
        for (int change : changes) {
            held = change % 7 == 0;
            rank(Rank.values()[change % 4], "s" + change / 4);
            at(second);
            second += change % 11;
            assertThat(places.places()).containsExactlyInAnyOrderElementsOf(seats.keySet());
        }
        held = false;
        at(second + 31);
        at(second + 63);
        assertThat(places.places().stream().map(id -> seats.get(id).rank()).toList())
                .isSorted();
        assertThat(places.waiting(seats, order)).isZero();
    }

    private void settled(Rank rank, String... ids) {
        rank(rank, ids);
        at(0);
        settledAt = 29;
        at(0);
        at(10);
    }

    private void rank(Rank rank, String... ids) {
        for (String id : ids) {
            seats.put(id, new Seat(id, "LL", id, rank));
        }
    }

    private void at(int second) {
        places.update(seats, order, held, (settledAt + second) * SECOND);
    }

    private void assertStand(String ids) {
        assertThat(String.join("", places.places())).isEqualTo(ids);
    }
}
