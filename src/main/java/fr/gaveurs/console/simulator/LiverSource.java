package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.quality.Grade;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/** Livers without end, each measured when it is asked for. */
final class LiverSource implements Outgoing.Source {
    private static final DateTimeFormatter SHORT_DAY =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Livers of one lot on one station. */
    private static final int LOT = 300;
    /** Share of its samples that a station grades a letter too high or too low. */
    private static final double MISJUDGED = 0.08;

    private static final Grade[] LETTERS = {Grade.A_PLUS, Grade.A, Grade.B, Grade.C, Grade.REJECT};

    private final MessageWriter writer;
    private final LiverModel model;
    private final Random random;
    private final String prefix;
    private final String run;
    private int number;

    /**
     * @param run tells this run's sample ids from those of another
     * @param seed the same seed, the same livers
     */
    LiverSource(StationIdentity station, String run, long seed) {
        this.writer = new MessageWriter(station);
        this.model = new LiverModel(seed);
        this.random = new Random(seed ^ 0x5DEECE66DL);
        String[] parts = station.deviceId().split("_", -1);
        this.prefix = parts.length == 3 ? parts[1] + parts[2] : station.deviceId();
        this.run = run;
    }

    @Override
    public Outgoing next(Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MICROS);
        number++;
        Specimen specimen = model.next();
        int lot = (number - 1) / LOT + 1;
        String sampleId = String.format(Locale.ROOT, "%s-%s-%s-%03d", prefix, SHORT_DAY.format(time), run, number);
        String lotId = String.format(Locale.ROOT, "LOT-%s-%s-%02d", DAY.format(time), prefix, lot);
        double score = Math.clamp(specimen.truth().expectedScore() + 0.01 * random.nextGaussian(), 0, 1);
        String json = writer.sample(sampleId, lotId, specimen, claim(specimen.truth()), score, time);
        return new Outgoing(sampleId, null, time, json, specimen.truth());
    }

    /** The letter in the middle of what the truth allows, now and then one beside it: devices err too. */
    private Grade claim(Truth truth) {
        Grade right = truth.bestGrade() == truth.worstGrade() || truth.worstGrade() == Grade.REJECT
                ? truth.worstGrade()
                : Grade.of(truth.expectedScore());
        if (random.nextDouble() >= MISJUDGED) {
            return right;
        }
        int at = 0;
        while (LETTERS[at] != right) {
            at++;
        }
        boolean up = at > 0 && (at == LETTERS.length - 1 || random.nextBoolean());
        return LETTERS[up ? at - 1 : at + 1];
    }
}
