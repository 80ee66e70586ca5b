package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.devices.DeviceSettings;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.Statistics;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Data for screens: plausible, and the same in each run. */
public final class MadeUp {
    public static final Instant NOW = Instant.parse("2026-03-14T10:32:07Z");
    private static final String[] SITES = {"LL", "LS", "MT"};

    private MadeUp() {}

    /** A station to be varied. */
    public static final class Station {
        private final String id;
        private String site;
        private Enrollment enrollment = Enrollment.APPROVED;
        private DeviceState state = DeviceState.LIVE;
        private @Nullable Double age = 0.6;
        private @Nullable Integer buffered = 0;
        private Devices.Board board = Devices.Board.UNKNOWN;
        private double claimRate;
        private List<SpectralChannel> stuck = List.of();
        private boolean clockWrong;
        private @Nullable Double clockAhead;
        private boolean claimsJudged = true;
        private @Nullable Instant limitedAt;
        private @Nullable Double score = 0.87;
        private @Nullable Grade grade;
        private @Nullable Grade claimed;
        private @Nullable Double oxidation = 0.31;
        private @Nullable Double freshness = 0.82;
        private int history = 50;
        private @Nullable String name;
        private @Nullable String line;
        private DeviceSettings.@Nullable Maintenance maintenance;

        Station(String id) {
            this.id = id;
            this.site = id.matches("ESP32_[A-Z]{2}_.*") ? id.substring(6, 8) : "XX";
        }

        public Station site(String value) {
            site = value;
            return this;
        }

        /** What people call it, and where it stands. */
        public Station named(@Nullable String called, @Nullable String at) {
            name = called;
            line = at;
            return this;
        }

        public Station maintained(String reason) {
            maintenance = new DeviceSettings.Maintenance(NOW.minusSeconds(1_800), null, reason);
            return this;
        }

        public Station pending() {
            enrollment = Enrollment.PENDING;
            state = DeviceState.NEVER_SEEN;
            return this;
        }

        public Station blocked() {
            enrollment = Enrollment.BLOCKED;
            return this;
        }

        public Station state(DeviceState value, double seconds) {
            state = value;
            age = seconds;
            return this;
        }

        public Station neverSeen() {
            state = DeviceState.NEVER_SEEN;
            return this;
        }

        /** Another board says its id, and it last sent bytes that are no text. */
        public Station disputed() {
            board = new Devices.Board(
                    "89abcdef",
                    "192.168.100.101",
                    Devices.TokenState.SHOWN,
                    List.of(new Devices.Claimant(
                            "0123abcd", "A0:B7:65:0C:11:22", "192.168.100.102", null, "1.4.2", true, NOW, 12)),
                    NOW,
                    List.of(),
                    false);
            return this;
        }

        /** Three other boards say its id, and its figures are odd: as many long notices as there are. */
        public Station muchDisputed() {
            List<Devices.Claimant> others = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                others.add(new Devices.Claimant(
                        "0123abc" + i, "A0:B7:65:0C:11:2" + i, "192.168.100.10" + i, null, "1.4.2", true, NOW, 12));
            }
            board = new Devices.Board(
                    null,
                    "192.168.100.201",
                    Devices.TokenState.SHOWN,
                    others,
                    NOW,
                    List.of("uptime", "buffer_size"),
                    false);
            return this;
        }

        public Station buffered(int value) {
            buffered = value;
            return this;
        }

        public Station claims(Grade value, double rate) {
            claimed = value;
            claimRate = rate;
            return this;
        }

        /** Its claims differ as often as that, and the console does not judge them yet. */
        public Station fewClaims(double rate) {
            claimRate = rate;
            claimsJudged = false;
            return this;
        }

        public Station stuck(SpectralChannel... channels) {
            stuck = List.of(channels);
            return this;
        }

        public Station clockWrong() {
            clockWrong = true;
            return this;
        }

        public Station limited() {
            limitedAt = NOW.minusSeconds(20);
            return this;
        }

        public Station score(@Nullable Double value) {
            score = value;
            return this;
        }

        public Station grade(Grade value) {
            grade = value;
            return this;
        }

        /** Its samples are refused, since they lie so many seconds ahead. */
        public Station refusedAhead(double seconds) {
            clockAhead = seconds;
            return this;
        }

        public Station oxidation(double value) {
            oxidation = value;
            return this;
        }

        public Station freshness(double value) {
            freshness = value;
            return this;
        }

        public Station history(int samples) {
            history = samples;
            return this;
        }

        public Devices.DeviceLive build() {
            boolean never = state == DeviceState.NEVER_SEEN;
            Instant seen = never ? null : NOW.minusMillis((long) ((age == null ? 0 : age) * 1000));
            Devices.Device device = new Devices.Device(
                    id,
                    site,
                    "Atelier " + site,
                    "2.3.1",
                    "24:6F:28:AA:10:01",
                    "192.168.1.31",
                    enrollment,
                    state,
                    state == DeviceState.LIVE || enrollment == Enrollment.PENDING,
                    NOW.minusSeconds(86_400),
                    seen,
                    seen,
                    1.0,
                    never ? null : age,
                    buffered,
                    claimRate,
                    stuck,
                    false,
                    clockWrong,
                    limitedAt,
                    clockAhead,
                    board,
                    claimsJudged && claimRate > 0.2,
                    name,
                    line,
                    maintenance,
                    null);
            return never
                    ? new Devices.DeviceLive(device, null, List.of())
                    : new Devices.DeviceLive(device, sample(seen), scores());
        }

        private Samples.Sample sample(@Nullable Instant at) {
            Instant time = at == null ? NOW : at;
            return MadeUp.sample(id, site, time, score, grade, claimed, freshness, oxidation, clockWrong);
        }

        private List<@Nullable Double> scores() {
            Random random = new Random(id.hashCode());
            List<@Nullable Double> scores = new ArrayList<>();
            double now = 0.8;
            for (int i = 0; i < history - 1; i++) {
                now = Math.clamp(now + 0.3 * (0.8 - now) + 0.06 * random.nextGaussian(), 0.3, 0.98);
                scores.add(i == 20 ? null : now);
            }
            scores.add(score);
            return scores;
        }
    }

    public static Station station(String id) {
        return new Station(id);
    }

    /** A sample without matrices. */
    public static Samples.Sample sample(
            String id,
            String site,
            Instant at,
            @Nullable Double score,
            @Nullable Grade given,
            @Nullable Grade claimed,
            @Nullable Double freshness,
            @Nullable Double oxidation,
            boolean clockWrong) {
        Grade grade = given != null ? given : score == null ? Grade.UNGRADED : Grade.of(score);
        Double weight = score == null ? null : 420 + 300 * score;
        Samples.TofAnalysis tof = new Samples.TofAnalysis(
                62,
                40,
                99.0,
                weight == null ? null : weight * 1056,
                weight,
                61.0,
                0.9,
                0.9,
                0.8,
                List.of(),
                score,
                grade);
        Map<SpectralChannel, Double> channels = new EnumMap<>(SpectralChannel.class);
        for (SpectralChannel channel : SpectralChannel.values()) {
            channels.put(channel, 1000.0 + 700 * channel.label().hashCode() % 900);
        }
        Samples.Spectrum spectrum = new Samples.Spectrum(
                new Samples.SpectrumRaw(channels, 100.0, 16.0),
                new Samples.SpectrumAnalysis(
                        Map.of(), freshness, 0.69, oxidation, 0.8, List.of(), List.of(), score, grade));
        return new Samples.Sample(
                at,
                at,
                "S" + at.toEpochMilli() + "_" + id,
                id,
                site,
                "Atelier " + site,
                "LOT_2026_071",
                "2.3.1",
                4.2,
                71.0,
                clockWrong,
                false,
                1_000 * at.toEpochMilli(),
                false,
                new Samples.Tof(null, tof),
                spectrum,
                new Samples.Fusion(
                        score,
                        grade,
                        grade.compliant(),
                        score,
                        score,
                        claimed,
                        null,
                        claimed != null && claimed != grade),
                null);
    }

    /** Every state and badge that a tile can show. */
    public static List<Devices.DeviceLive> everything() {
        return List.of(
                station("ESP32_LL_01").score(0.91).build(),
                station("ESP32_LL_02").score(0.79).claims(Grade.B, 0.1).build(),
                station("ESP32_LL_03").score(0.66).stuck(SpectralChannel.NIR).build(),
                station("ESP32_LS_01")
                        .score(0.52)
                        .oxidation(0.74)
                        .freshness(0.41)
                        .build(),
                station("ESP32_LS_02").score(0.31).build(),
                station("ESP32_LS_03").score(null).build(),
                station("ESP32_MT_01")
                        .state(DeviceState.STALE, 12)
                        .score(0.83)
                        .buffered(12)
                        .build(),
                station("ESP32_MT_02")
                        .state(DeviceState.OFFLINE, 320)
                        .score(0.88)
                        .build(),
                station("ESP32_MT_03").neverSeen().build(),
                station("ESP32_MT_04").pending().build(),
                station("ESP32_LL_04").score(0.84).clockWrong().limited().build(),
                station("ESP32_LL_05")
                        .score(0.77)
                        .claims(Grade.A_PLUS, 0.34)
                        .stuck(SpectralChannel.NIR, SpectralChannel.CLEAR)
                        .history(9)
                        .build());
    }

    /** Many stations, most of them well. */
    public static List<Devices.DeviceLive> many(int count) {
        List<Devices.DeviceLive> all = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < count; i++) {
            Station station = station("ESP32_" + SITES[i % 3] + "_" + String.format("%02d", i / 3 + 1))
                    .score(Math.clamp(0.82 + 0.08 * random.nextGaussian(), 0.3, 0.97));
            switch (i % 23) {
                case 5 -> station.state(DeviceState.STALE, 9 + i);
                case 11 -> station.buffered(7);
                case 17 -> station.stuck(SpectralChannel.NIR);
                case 21 -> station.state(DeviceState.OFFLINE, 400 + 30.0 * i);
                default -> {}
            }
            all.add(station.build());
        }
        return all;
    }

    private static Severity severity(String kind) {
        return switch (kind) {
            case "station_offline", "station_late", "reject_rate_critical" -> Severity.CRITICAL;
            case "samples_held" -> Severity.NOTE;
            default -> Severity.WARNING;
        };
    }

    /** Something that is wrong with a station. */
    public static Condition condition(String station, String kind, Map<String, String> details) {
        return new Condition(
                Scope.STATION,
                station,
                null,
                kind,
                severity(kind),
                NOW.minusSeconds(600),
                null,
                true,
                "an English text",
                "an English remedy",
                details);
    }

    /** The same with other details, getting better or not. */
    public static Condition condition(Condition of, Map<String, String> details, boolean easing) {
        return new Condition(
                of.scope(),
                of.source(),
                null,
                of.kind(),
                of.severity(),
                of.since(),
                null,
                true,
                of.text(),
                of.remedy(),
                details,
                easing);
    }

    /** What the backend says is wrong with a station, by how it stands. */
    public static List<Condition> conditions(Devices.Device device) {
        if (device.enrollment() != Enrollment.APPROVED || device.maintenance() != null) {
            return List.of();
        }
        List<Condition> wrong = new ArrayList<>();
        String id = device.deviceId();
        if (device.state() == DeviceState.OFFLINE) {
            wrong.add(condition(id, "station_offline", Map.of()));
        }
        if (device.state() == DeviceState.STALE && device.ageSeconds() != null && device.ageSeconds() > 15) {
            wrong.add(condition(id, "station_late", Map.of()));
        }
        if (!device.stuckChannels().isEmpty()) {
            String channels = device.stuckChannels().stream()
                    .sorted()
                    .map(SpectralChannel::label)
                    .collect(Collectors.joining(", "));
            wrong.add(condition(id, "stuck_channel", Map.of("channels", channels)));
        }
        if (device.claimsDiffer()) {
            String percent = Long.toString(Math.round(device.claimDifferRate() * 100));
            wrong.add(condition(id, "claims_differ", Map.of("percent", percent)));
        }
        Double ahead = device.clockAheadSeconds();
        if (ahead != null || device.clockWrong()) {
            wrong.add(condition(
                    id,
                    "station_clock_wrong",
                    ahead == null ? Map.of() : Map.of("ahead_seconds", Long.toString(Math.round(ahead)))));
        }
        if (device.rateLimitedAt() != null) {
            wrong.add(condition(id, "samples_refused", Map.of("reason", "rate_limit", "per_minute", "100")));
        }
        if (!device.board().others().isEmpty()) {
            Devices.Claimant other = device.board().others().getLast();
            wrong.add(condition(
                    id,
                    "duplicate_id",
                    Map.of("mac_address", String.valueOf(other.macAddress()), "address", other.address())));
        }
        if (device.board().notUtf8At() != null) {
            wrong.add(condition(id, "bytes_not_utf8", Map.of()));
        }
        if (device.bufferSize() != null && device.bufferSize() > 5) {
            wrong.add(condition(id, "samples_held", Map.of("count", Integer.toString(device.bufferSize()))));
        }
        return wrong.stream().sorted(Conditions.WORST_FIRST).toList();
    }

    /** A station as the window knows it. */
    public static StationView view(Devices.DeviceLive live) {
        return new StationView(
                        live.device(),
                        live.latest(),
                        live.recentScores(),
                        StationState.valueOf(live.device().state().name()),
                        live.device().ageSeconds())
                .with(conditions(live.device()));
    }

    public static Realtime.Snapshot snapshot(List<Devices.DeviceLive> devices) {
        return new Realtime.Snapshot(
                NOW,
                devices,
                devices.stream()
                        .flatMap(live -> conditions(live.device()).stream())
                        .toList());
    }

    public static Realtime.HealthPulse pulse(List<Devices.DeviceLive> devices) {
        int live = (int) devices.stream()
                .filter(d -> d.device().state() == DeviceState.LIVE)
                .count();
        return new Realtime.HealthPulse(
                NOW,
                Health.Readiness.READY,
                List.of(new Realtime.ComponentState("database", ComponentStatus.UP, null)),
                live * 0.98,
                0,
                0,
                live,
                devices.size());
    }

    public static Statistics.Overview overview(int stations) {
        return new Statistics.Overview(NOW, stations, stations - 2, 1, 41_236, 187_402, 97.84, 11.8);
    }

    public static Health.Probe probe(String status) {
        return new Health.Probe(status, NOW, List.of());
    }
}
