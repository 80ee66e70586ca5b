package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Devices.TokenState;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestStations;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.quality.SampleView;
import fr.gaveurs.console.backend.platform.audit.TestAct;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enrolment, tokens, states: whether a station is of this machine or of another is what its socket says. */
class DeviceRegistryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ID = "ESP32_LL_01";
    private static final String MAC = "24:0A:C4:00:00:01";
    private static final Voice HERE = new Voice("127.0.0.1", true);
    private static final Voice AFAR = new Voice("192.168.1.30", false);

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.fresh();
    private final TestClock clock = new TestClock(NOON);
    /** The monotonic clock. */
    private final AtomicLong ticks = new AtomicLong();

    private final List<String> enrolled = new CopyOnWriteArrayList<>();
    private final List<DeviceRegistry> books = new ArrayList<>();
    private final List<Device> heard = new CopyOnWriteArrayList<>();

    private DeviceRegistry open(Database on, int capacity, boolean enrollOpen) throws SQLException {
        DeviceRegistry registry = new DeviceRegistry(
                on,
                new SampleQueries(on.jdbi()),
                clock,
                ticks::get,
                Duration.ofDays(90),
                capacity,
                enrollOpen,
                100,
                new StationFile(folder.resolve("stations.json")),
                station -> enrolled.add(station.deviceId()));
        registry.onChange(heard::add);
        registry.start();
        books.add(registry);
        return registry;
    }

    private DeviceRegistry open() throws SQLException {
        return open(database, 10, false);
    }

    private void stop(DeviceRegistry registry) throws InterruptedException {
        registry.stop(Deadline.in(Duration.ofSeconds(10)));
        books.remove(registry);
    }

    @AfterEach
    void close() throws InterruptedException {
        for (DeviceRegistry registry : List.copyOf(books)) {
            stop(registry);
        }
        database.close();
    }

    @Test
    void aStationOfAnotherMachineWaitsUntilAPersonLetsItIn() throws Exception {
        DeviceRegistry registry = open();
        Station station = hello(registry, ID);

        assertThat(station.approved()).isFalse();
        assertThat(station.device().enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(enrolled).as("no meter for whoever asks").isEmpty();
        assertThat(registry.issueToken(station, AFAR)).as("and no token").isNull();

        assertThat(registry.acts().approve(ID, null, TestAct.ANY).enrollment()).isEqualTo(Enrollment.APPROVED);

        assertThat(station.approved()).isTrue();
        assertThat(enrolled).containsExactly(ID);
        assertThat(enrollmentInDatabase()).as("remembered before the answer").isEqualTo("approved");
        assertThat(heard.getLast().enrollment()).isEqualTo(Enrollment.APPROVED);
        registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(enrolled).as("once").containsExactly(ID);
    }

    /** A board of another machine says hello for the first time, and hangs up. */
    private static Station hello(DeviceRegistry registry, String id) {
        Station station = registry.meet(id, "LL", AFAR);
        greet(station, new Voice("192.168.1.30", false), MAC);
        return station;
    }

    private static Verdict greet(Station station, Voice voice, String mac) {
        Verdict verdict = station.greet(voice, null, null, mac, voice.address(), null, NOON);
        if (verdict.counts()) {
            station.hello(null, null, mac, voice.address(), NOON);
        }
        station.left(voice);
        return verdict;
    }

    /** A new connection of the same board says hello. */
    private static Verdict greet(Station station, String token) {
        return station.greet(new Voice("192.168.1.30", false), null, null, MAC, null, token, NOON);
    }

    private static TokenState token(Station station) {
        return station.device().board().token();
    }

    private String enrollmentInDatabase() {
        return database.jdbi().withHandle(h -> h.createQuery("SELECT enrollment FROM devices WHERE device_id = ?")
                .bind(0, ID)
                .mapTo(String.class)
                .findOne()
                .orElse("none"));
    }

    @Test
    void aStationOfThisMachineIsLetInAndSoIsEveryOneWhereEnrolmentIsOpen() throws Exception {
        assertThat(open().meet(ID, "LL", HERE).approved()).isTrue();
        assertThat(open(database, 10, true).meet("ESP32_LS_02", "LS", AFAR).approved())
                .isTrue();
        assertThat(enrolled).containsExactly(ID, "ESP32_LS_02");
    }

    @Test
    void anUnknownStationCannotBeApproved() throws Exception {
        assertThat(open().acts().approve("ESP32_XX_99", null, TestAct.ANY)).isNull();
        assertThat(StoredDeviceActs.approve(database, "ESP32_XX_99", TestAct.ANY))
                .isNull();
    }

    @Test
    void aStationCanBeLetInWhileNoConsoleRuns() throws Exception {
        DeviceRegistry registry = open();
        hello(registry, ID);
        stop(registry);

        assertThat(StoredDeviceActs.approve(database, ID, TestAct.ANY)).isEqualTo("MAC " + MAC + " at 192.168.1.30");

        assertThat(open().find(ID).approved()).isTrue();
    }

    @Test
    void whoSaidTheIdFirstKeepsItsPlaceOverARestart() throws Exception {
        DeviceRegistry registry = open();
        hello(registry, ID);
        stop(registry);
        DeviceRegistry next = open();
        Station station = next.find(ID);
        assertThat(station.device().macAddress()).isEqualTo(MAC);
        assertThat(station.device().board().claim()).isNotNull();

        Voice stranger = new Voice("192.168.1.66", false);
        assertThat(station.greet(stranger, null, null, "24:0A:C4:00:00:66", null, null, NOON))
                .isEqualTo(Verdict.ANOTHER);

        assertThat(station.device().macAddress()).isEqualTo(MAC);
        assertThat(station.device().board().others())
                .extracting(Claimant::macAddress)
                .containsExactly("24:0A:C4:00:00:66");
        assertThatThrownBy(() -> next.acts().approve(ID, null, TestAct.ANY))
                .hasMessageContaining("several boards say this id");
        next.acts().approve(ID, station.device().board().claim(), TestAct.ANY);
        assertThat(station.greet(stranger, null, null, "24:0A:C4:00:00:66", null, null, NOON))
                .isEqualTo(Verdict.ANOTHER);
        assertThat(greet(station, null)).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void whoNeverSaidHelloCannotBeApprovedAfterARestartNorWhileNoConsoleRuns() throws Exception {
        DeviceRegistry registry = open();
        registry.meet(ID, "LL", AFAR).word(AFAR, NOON);
        stop(registry);

        assertThat(StoredDeviceActs.approve(database, ID, TestAct.ANY)).isNull();
        DeviceRegistry next = open();
        assertThatThrownBy(() -> next.acts().approve(ID, null, TestAct.ANY))
                .hasMessageContaining("no esp32_hello of it was heard");
        hello(next, ID);
        assertThat(next.acts().approve(ID, null, TestAct.ANY).macAddress()).isEqualTo(MAC);
    }

    @Test
    void anApprovalThatCouldNotBeWrittenDidNotHappen() throws Exception {
        ConnectionInfo direct = TestDatabase.freshInfo();
        try (FaultyLink link = new FaultyLink(direct.port());
                Database reached = TestDatabase.open(new ConnectionInfo(
                        "127.0.0.1", link.port(), direct.database(), direct.user(), direct.password()))) {
            assertThat(reached.awaitUp(Patience.LIMIT)).isTrue();
            DeviceRegistry registry = open(reached, 10, false);
            Station station = hello(registry, ID);
            link.cut();

            assertThatThrownBy(() -> registry.acts().approve(ID, null, TestAct.ANY))
                    .isInstanceOf(SQLException.class);
            assertThat(station.approved()).isFalse();
            assertThat(enrolled).isEmpty();

            link.mend();
            await().ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> assertThat(registry.acts().approve(ID, null, TestAct.ANY))
                            .isNotNull());
            assertThat(station.approved()).isTrue();
            stop(registry);
        }
    }

    @Test
    void aStationIsLetInOnlyOnceThatIsWritten() throws Exception {
        DeviceRegistry registry = open();
        Station station = hello(registry, ID);
        await().until(() -> enrollmentInDatabase().equals("pending"));
        try (Handle holder = database.jdbi().open()) {
            holder.begin();
            holder.execute("LOCK TABLE devices IN SHARE MODE");
            CompletableFuture<Device> approval = CompletableFuture.supplyAsync(() -> {
                try {
                    return registry.acts().approve(ID, null, TestAct.ANY);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> holder.createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
                            .mapTo(Integer.class)
                            .one()
                    > 0);
            assertThat(approval).isNotDone();
            assertThat(station.approved()).isFalse();
            assertThat(enrolled).isEmpty();

            holder.commit();
            assertThat(approval.get(60, TimeUnit.SECONDS).enrollment()).isEqualTo(Enrollment.APPROVED);
        }
        assertThat(enrollmentInDatabase()).isEqualTo("approved");
    }

    @Test
    void theTokenIsGivenOnceAndWantedOnceItWasShown() throws Exception {
        DeviceRegistry registry = open();
        Station station = hello(registry, ID);
        registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(greet(station, null)).as("none was given yet").isEqualTo(Verdict.TAKEN);
        Voice voice = new Voice("192.168.1.30", false);
        station.greet(voice, null, null, MAC, null, null, NOON);

        String token = registry.issueToken(station, voice);

        assertThat(token).startsWith("gvc_");
        assertThat(registry.issueToken(station, voice)).as("once").isNull();
        assertThat(token(station)).isEqualTo(TokenState.GIVEN);
        assertThat(greet(station, null)).as("firmware that keeps no token").isEqualTo(Verdict.TAKEN);
        assertThat(greet(station, "gvc_wrong")).isEqualTo(Verdict.WRONG_TOKEN);
        assertThat(greet(station, token)).isEqualTo(Verdict.TAKEN);
        assertThat(token(station)).isEqualTo(TokenState.SHOWN);
        assertThat(greet(station, null)).as("from now on it must show it").isEqualTo(Verdict.TOKEN_NEEDED);
        assertThat(greet(station, "gvc_wrong")).isEqualTo(Verdict.WRONG_TOKEN);
        assertThat(greet(station, token)).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void aTokenThatOneConsoleGaveIsWantedByEveryOther() throws Exception {
        DeviceRegistry one = open();
        DeviceRegistry two = open();
        Station station = hello(one, ID);
        one.acts().approve(ID, null, TestAct.ANY);
        Voice voice = new Voice("192.168.1.30", false);
        station.greet(voice, null, null, MAC, null, null, NOON);
        String token = one.issueToken(station, voice);
        await().until(() -> database.jdbi().withHandle(handle -> handle.createQuery("SELECT token_hash FROM devices")
                        .mapTo(byte[].class)
                        .one())
                != null);
        two.readOthers(null);
        Station known = two.find(ID);

        assertThat(greet(known, "gvc_wrong")).isEqualTo(Verdict.WRONG_TOKEN);
        assertThat(greet(known, token)).isEqualTo(Verdict.TAKEN);
        assertThat(two.issueToken(known, voice)).as("it has one").isNull();
    }

    @Test
    void whoComesWhileTheDatabaseIsAwayIsWhoItKnowsOnceItIsBack() throws Exception {
        ConnectionInfo direct = TestDatabase.freshInfo();
        TestStations.leave(direct, ID, "approved");
        try (FaultyLink link = new FaultyLink(direct.port())) {
            link.cut();
            try (Database reached = TestDatabase.open(new ConnectionInfo(
                    "127.0.0.1", link.port(), direct.database(), direct.user(), direct.password()))) {
                DeviceRegistry registry = open(reached, 10, false);
                assertThat(registry.meet(ID, "LL", new Voice("192.168.1.30", false))
                                .approved())
                        .isFalse();
                link.mend();
                await().until(() -> registry.find(ID).approved());
                stop(registry);
            }
        }
    }

    @Test
    void everythingIsRememberedOverARestartAndOfTheTokenItsHashAlone() throws Exception {
        DeviceRegistry registry = open();
        Station station = hello(registry, ID);
        registry.acts().approve(ID, null, TestAct.ANY);
        Voice voice = new Voice("192.168.1.30", false);
        station.greet(voice, null, null, MAC, null, null, NOON);
        String token = registry.issueToken(station, voice);
        greet(station, token);
        station.hello("Ligne 4", "2.0.1", "AA:BB:CC:DD:EE:FF", "10.0.0.9", NOON);
        registry.meet("ESP32_LS_02", "LS", AFAR);
        stop(registry);

        String row = database.jdbi()
                .withHandle(h -> h.createQuery("SELECT devices::text FROM devices WHERE device_id = ?")
                        .bind(0, ID)
                        .mapTo(String.class)
                        .one());
        assertThat(row).doesNotContain(token).doesNotContain(token.substring(4));
        enrolled.clear();
        DeviceRegistry next = open();
        Station same = next.find(ID);
        assertThat(same.approved()).isTrue();
        assertThat(token(same)).isEqualTo(TokenState.SHOWN);
        assertThat(greet(same, token)).isEqualTo(Verdict.TAKEN);
        assertThat(greet(same, null)).isEqualTo(Verdict.TOKEN_NEEDED);
        assertThat(same.device().location()).isEqualTo("Ligne 4");
        assertThat(same.device().firmwareVersion()).isEqualTo("2.0.1");
        assertThat(same.device().firstSeen()).isEqualTo(NOON);
        assertThat(next.find("ESP32_LS_02").approved()).isFalse();
        assertThat(enrolled).containsExactly(ID);
    }

    private static final long DAY_NANOS = Duration.ofHours(24).toNanos();

    @Test
    void whoWaitsIsForgottenAfterADayOfSilenceByNoClock() throws Exception {
        DeviceRegistry registry = open();
        hello(registry, ID);
        hello(registry, "ESP32_LL_02");
        registry.acts().approve("ESP32_LL_02", null, TestAct.ANY);
        long now = System.nanoTime();
        clock.set(NOON.plus(Duration.ofDays(100)));

        registry.expire(now + DAY_NANOS / 2);
        assertThat(registry.find(ID)).as("a clock set ahead ends nothing").isNotNull();
        stop(registry);
        assertThat(silentSeconds()).as("what has passed is kept").isBetween(40_000, 44_000);

        DeviceRegistry next = open();
        next.expire(System.nanoTime() + DAY_NANOS / 4);
        assertThat(next.find(ID)).isNotNull();
        Station waiting = next.find(ID);
        next.expire(System.nanoTime() + DAY_NANOS / 2 + Duration.ofHours(1).toNanos());
        assertThat(next.find(ID))
                .as("half a day before the restart, half a day after")
                .isNull();
        assertThat(waiting.forgotten()).isTrue();
        assertThat(next.find("ESP32_LL_02")).as("who was let in stays").isNotNull();
        await().until(() -> enrollmentInDatabase().equals("none"));
    }

    private int silentSeconds() {
        return database.jdbi().withHandle(h -> h.createQuery("SELECT silent_seconds FROM devices WHERE device_id = ?")
                .bind(0, ID)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void blockedStationsAreNoneOfThoseCounted() throws Exception {
        DeviceRegistry registry = open();
        registry.meet(ID, "LL", AFAR);
        registry.meet("ESP32_LL_77", "LL", AFAR);
        assertThat(registry.size()).isEqualTo(2);
        registry.acts().block(ID, TestAct.ANY);
        assertThat(registry.size()).isEqualTo(1).isEqualTo(registry.live().size());
        assertThat(registry.count(registry.find(ID).state())).isEqualTo(1);
        assertThat(registry.devices()).as("and still found").hasSize(2);
    }

    @Test
    void whatWasForgottenOrBlockedElsewhereDoesNotComeBack() throws Exception {
        DeviceRegistry one = open();
        DeviceRegistry two = open();
        hello(one, ID);
        one.acts().approve(ID, null, TestAct.ANY);
        two.readOthers(null);
        assertThat(two.find(ID).approved()).isTrue();

        one.acts().block(ID, TestAct.ANY);
        two.find(ID).seen(NOON.plusSeconds(1));
        stop(two);
        assertThat(enrollmentInDatabase())
                .as("not by what an older console writes")
                .isEqualTo("blocked");
        DeviceRegistry three = open();
        assertThat(three.find(ID).device().enrollment()).isEqualTo(Enrollment.BLOCKED);

        one.acts().unblock(ID, TestAct.ANY);
        three.readOthers(List.of(ID));
        assertThat(three.find(ID).device().enrollment()).isEqualTo(Enrollment.PENDING);
        one.acts().forget(ID, TestAct.ANY);
        three.find(ID).seen(NOON.plusSeconds(2));
        await().until(() -> three.find(ID) == null);
        assertThat(enrollmentInDatabase()).isEqualTo("none");
    }

    @Test
    void oneOfThisMachineIsInAgainOnceItIsUnblockedAndOneOfAnotherWaits() throws Exception {
        DeviceRegistry registry = open();
        Station here = registry.meet(ID, "LL", HERE);
        here.word(HERE, NOON);
        registry.acts().block(ID, TestAct.ANY);
        assertThat(here.word(HERE, NOON)).isEqualTo(Verdict.BLOCKED);
        assertThat(registry.acts().unblock(ID, TestAct.ANY).enrollment()).isEqualTo(Enrollment.APPROVED);
        assertThat(enrollmentInDatabase()).isEqualTo("approved");
        assertThat(here.word(HERE, NOON)).isEqualTo(Verdict.TAKEN);
        assertThat(here.word(AFAR, NOON)).as("nobody else comes in by that").isEqualTo(Verdict.ANOTHER);

        registry.acts().block(ID, TestAct.ANY);
        StoredDeviceActs.unblock(database, ID, TestAct.ANY);
        assertThat(enrollmentInDatabase()).as("while no console runs, too").isEqualTo("approved");
        registry.acts().forget(ID, TestAct.ANY);

        Station afar = hello(registry, ID);
        registry.acts().approve(ID, null, TestAct.ANY);
        registry.acts().block(ID, TestAct.ANY);
        assertThat(registry.acts().unblock(ID, TestAct.ANY).enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(afar.word(AFAR, NOON)).isEqualTo(Verdict.PENDING);
        registry.acts().block(ID, TestAct.ANY);
        StoredDeviceActs.unblock(database, ID, TestAct.ANY);
        assertThat(enrollmentInDatabase()).isEqualTo("pending");
    }

    @Test
    void takesNoMoreStationsThanItHasRoomFor() throws Exception {
        DeviceRegistry registry = open(database, 2, false);
        registry.meet("A", "XX", HERE);
        registry.meet("B", "XX", AFAR);
        assertThat(registry.meet("C", "XX", HERE))
                .as("one that waits takes no room from those that are let in")
                .isNotNull();

        assertThat(registry.meet("D", "XX", HERE)).isNull();
        assertThat(registry.meet("A", "XX", HERE))
                .as("those that are known stay")
                .isNotNull();
        assertThatThrownBy(() -> registry.acts().approve("B", null, TestAct.ANY))
                .hasMessageContaining("raise stations.max");
        assertThat(registry.size()).isEqualTo(3);
    }

    private GradedSample store(DeviceRegistry registry, SampleStore store, TestMessages message, Instant received)
            throws SQLException {
        pass(received);
        GradedSample sample = message.at(received).received(received);
        store.save(List.of(sample));
        Station station = registry.find(ID);
        station.grading().grade(sample.measurement(), received, ticks.get());
        station.grading().stored(sample);
        station.stored(SampleView.of(sample), ticks.get());
        station.seen(received);
        return sample;
    }

    /** Time has passed until an instant, counted from noon, whatever the clock says. */
    private void pass(Instant until) {
        ticks.set(Duration.between(NOON, until).toNanos());
    }

    private SampleStore sampleStore() {
        return new SampleStore(
                database,
                () -> Partitions.of(Partitioning.NATIVE),
                ZoneOffset.UTC,
                new ReadyRows(System::nanoTime),
                new Metrics());
    }

    @Test
    void whatATileShowsIsThereAgainAfterARestart() throws Exception {
        DeviceRegistry registry = open();
        registry.meet(ID, "LL", HERE);
        SampleStore store = sampleStore();
        for (int i = 0; i < 60; i++) {
            Grade grade = i % 3 == 0 ? Grade.A : Grade.B;
            store(
                    registry,
                    store,
                    TestMessages.graded(ID, grade).claim("A", 0.8).stuck(),
                    NOON.plusSeconds(i));
        }
        var before = registry.find(ID).live();
        assertThat(before.recentScores()).hasSize(Station.RECENT);
        assertThat(before.device().stuckChannels()).contains(SpectralChannel.F1, SpectralChannel.NIR);
        assertThat(before.device().claimDifferRate()).isBetween(0.6, 0.7);
        assertThat(before.device().claimsDiffer()).isTrue();
        stop(registry);

        var after = open().find(ID).live();

        assertThat(after.recentScores()).isEqualTo(before.recentScores());
        assertThat(after.latest().sampleId()).isEqualTo(before.latest().sampleId());
        assertThat(after.device().stuckChannels()).isEqualTo(before.device().stuckChannels());
        assertThat(after.device().claimDifferRate()).isEqualTo(before.device().claimDifferRate());
        assertThat(after.device().claimsDiffer()).isTrue();
        assertThat(after.device().intervalSeconds()).isEqualTo(before.device().intervalSeconds());
        assertThat(after.device().lastSampleAt()).isEqualTo(before.device().lastSampleAt());
    }

    @Test
    void whoWasForgottenBeginsAnewOverARestartToo() throws Exception {
        DeviceRegistry registry = open();
        hello(registry, ID);
        registry.acts().approve(ID, null, TestAct.ANY);
        SampleStore store = sampleStore();
        for (int i = 0; i < 3; i++) {
            store(registry, store, TestMessages.sample(ID), NOON.plusSeconds(i));
        }
        registry.acts().forget(ID, TestAct.ANY);
        clock.set(NOON.plusSeconds(60));
        hello(registry, ID);
        stop(registry);

        DeviceRegistry next = open();
        DeviceLive waiting = next.find(ID).live();
        assertThat(waiting.device().enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(waiting.device().state()).isEqualTo(DeviceState.NEVER_SEEN);
        assertThat(waiting.latest()).as("the old board's grade and weight").isNull();
        assertThat(waiting.recentScores()).isEmpty();
        assertThat(waiting.device().macAddress()).isEqualTo(MAC);
        assertThat(waiting.device().board().address()).isEqualTo("192.168.1.30");

        next.acts().approve(ID, null, TestAct.ANY);
        GradedSample fresh = store(next, store, TestMessages.sample(ID), NOON.plusSeconds(61));
        stop(next);
        DeviceLive again = open().find(ID).live();
        assertThat(again.latest().sampleId()).isEqualTo(fresh.measurement().sampleId());
        assertThat(again.recentScores()).hasSize(1);
    }

    @Test
    void dashboardsHearThatClaimsDifferAsSoonAsTheyDo() throws Exception {
        DeviceRegistry registry = open();
        Station station = registry.meet(ID, "LL", HERE);
        SampleStore store = sampleStore();
        for (int i = 0; i < 49; i++) {
            store(registry, store, TestMessages.graded(ID, Grade.B).claim("A", 0.8), NOON.plusSeconds(i));
        }
        station.stateChanged();
        assertThat(station.device().claimDifferRate()).isEqualTo(1);
        assertThat(station.device().claimsDiffer())
                .as("fewer than 50 prove nothing")
                .isFalse();
        heard.clear();

        store(registry, store, TestMessages.graded(ID, Grade.B).claim("A", 0.8), NOON.plusSeconds(49));

        assertThat(station.device().claimsDiffer()).isTrue();
        await().until(() -> heard.stream().anyMatch(Device::claimsDiffer));
    }

    @Test
    void aSampleOutOfTheBufferAlsoShowsThatTheClockIsRight() throws Exception {
        DeviceRegistry registry = open();
        Station station = registry.meet(ID, "LL", HERE);
        SampleStore store = sampleStore();
        store(registry, store, TestMessages.sample(ID), NOON);
        for (int i = 0; i < 3; i++) {
            station.refusedAhead(Duration.ofHours(1), NOON);
        }
        assertThat(station.device().clockAheadSeconds()).isEqualTo(3_600);

        GradedSample buffered = station.grading()
                .grade(
                        TestMessages.sample(ID)
                                .at(NOON.minusSeconds(60))
                                .received(NOON)
                                .measurement(),
                        NOON,
                        ticks.get());
        assertThat(station.stored(SampleView.of(buffered), ticks.get()))
                .as("newest")
                .isFalse();

        assertThat(station.device().clockAheadSeconds()).isNull();
    }

    @Test
    void theStateFollowsTheAgeOfWhatTheStationLastSaid() throws Exception {
        DeviceRegistry registry = open();
        Station station = registry.meet(ID, "LL", HERE);
        assertThat(station.state()).isEqualTo(DeviceState.NEVER_SEEN);
        SampleStore store = sampleStore();
        for (int i = 0; i < 5; i++) {
            store(registry, store, TestMessages.sample(ID), NOON.plusSeconds(10L * i));
        }
        Instant last = NOON.plusSeconds(40);
        assertThat(station.device().intervalSeconds()).isEqualTo(10);

        pass(last.plusSeconds(20));
        assertThat(station.state()).isEqualTo(DeviceState.LIVE);
        pass(last.plusSeconds(21));
        assertThat(station.state()).as("2 intervals are over").isEqualTo(DeviceState.STALE);
        clock.set(NOON.minusSeconds(3_600));
        assertThat(station.state()).as("a clock set back").isEqualTo(DeviceState.STALE);
        pass(last.plusSeconds(90));
        assertThat(station.state()).isEqualTo(DeviceState.STALE);
        pass(last.plusSeconds(91));
        assertThat(station.state()).as("silent for at least 90 s").isEqualTo(DeviceState.OFFLINE);
        station.heartbeat(3, 80L, last.plusSeconds(80));
        assertThat(station.state()).as("it speaks, but its values are old").isEqualTo(DeviceState.STALE);
        assertThat(station.device().ageSeconds()).isEqualTo(91);

        pass(last.plusSeconds(300));
        await().untilAsserted(() -> assertThat(heard.getLast().state()).isEqualTo(DeviceState.OFFLINE));
    }

    @Test
    void aPauseIsNotTheNewPace() throws Exception {
        DeviceRegistry registry = open();
        Station station = registry.meet(ID, "LL", HERE);
        SampleStore store = sampleStore();
        Instant at = NOON;
        for (int i = 0; i < 10; i++) {
            at = at.plusSeconds(2);
            store(registry, store, TestMessages.sample(ID), at);
        }
        at = at.plus(Duration.ofHours(14));
        store(registry, store, TestMessages.sample(ID), at);

        assertThat(station.device().intervalSeconds()).isEqualTo(2);
    }
}
