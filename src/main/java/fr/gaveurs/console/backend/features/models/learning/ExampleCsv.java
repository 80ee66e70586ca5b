package fr.gaveurs.console.backend.features.models.learning;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.DecimalText;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.platform.csv.SafeCsv;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Samples with their truth as CSV: what a data set is made of, on the wire and on a computer without a console. */
public final class ExampleCsv {
    private static final List<String> KEYS = List.of("device_id", "sample_id", "time", "lot", "day");
    private static final List<String> FIGURES =
            List.of("gain", "integration_time_ms", "volume_mm3", "max_height_mm", "occupied_zones");

    private ExampleCsv() {}

    private static List<String> header() {
        List<String> header = new ArrayList<>(KEYS);
        for (SpectralChannel channel : SpectralChannel.values()) {
            header.add(channel.label());
        }
        header.addAll(FIGURES);
        for (Target target : Target.values()) {
            header.add(column(target));
        }
        return header;
    }

    private static String column(Target target) {
        return target == Target.WEIGHT ? "weight_g" : target.key();
    }

    /** The text of samples, in the order of {@link Example#ORDER}: of the same samples always the same. */
    public static String write(List<Example> examples) {
        StringBuilder text = new StringBuilder(SafeCsv.line(CsvSeparator.COMMA, header()));
        for (Example example : examples.stream().sorted(Example.ORDER).toList()) {
            List<String> fields = new ArrayList<>();
            fields.add(SafeCsv.field(example.deviceId()));
            fields.add(SafeCsv.field(example.sampleId()));
            fields.add(example.time().toString());
            fields.add(SafeCsv.field(example.lot()));
            fields.add(example.day());
            ModelInput input = example.input();
            for (double count : input.counts()) {
                fields.add(figure(count));
            }
            fields.add(figure(input.gain()));
            fields.add(figure(input.integrationTimeMs()));
            fields.add(figure(input.volumeMm3()));
            fields.add(figure(input.maxHeightMm()));
            fields.add(figure(input.occupiedZones()));
            for (Target target : Target.values()) {
                fields.add(figure(example.truth().getOrDefault(target, Double.NaN)));
            }
            text.append(SafeCsv.line(CsvSeparator.COMMA, fields));
        }
        return text.toString();
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    /**
     * Reads such a text.
     *
     * @throws LearningException naming the line that is wrong
     */
    public static List<Example> read(String text) throws LearningException {
        List<Example> examples = new ArrayList<>();
        long line = 1;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(text.startsWith(SafeCsv.MARK) ? text.substring(1) : text)) {
            for (NamedCsvRecord row : rows) {
                if (examples.isEmpty()) {
                    checkColumns(row.getHeader());
                }
                line = row.getStartingLineNumber();
                if (row.getFieldCount() != row.getHeader().size()) {
                    throw new IllegalArgumentException(
                            "it has " + row.getFieldCount() + " fields, and the first line names "
                                    + row.getHeader().size());
                }
                examples.add(example(row));
            }
        } catch (CsvParseException | IllegalArgumentException e) {
            throw new LearningException("line " + line + " is no row of a data set: " + e.getMessage());
        } catch (IOException e) {
            throw new LearningException("the data set cannot be read: " + e.getMessage());
        }
        if (examples.isEmpty()) {
            throw new LearningException("this is no data set: it has no first line with names and rows below it");
        }
        return examples;
    }

    private static void checkColumns(List<String> header) throws LearningException {
        List<String> missing = new ArrayList<>(KEYS);
        missing.add(SpectralChannel.F1.label());
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw new LearningException("this is no data set: it has no " + String.join(", ", missing)
                    + (header.contains("sample_id")
                            ? "; labels go to a console (model console labels), which freezes a data set of them"
                            : ""));
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("time is '" + text + "', and not such as 2026-11-23T12:31:17Z", e);
        }
    }

    private static Example example(NamedCsvRecord row) {
        double[] counts = new double[SpectralChannel.values().length];
        for (SpectralChannel channel : SpectralChannel.values()) {
            counts[channel.index()] = figure(row, channel.label());
        }
        Map<Target, Double> truth = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            double value = figure(row, column(target));
            if (!Double.isNaN(value)) {
                truth.put(target, value);
            }
        }
        double occupied = figure(row, "occupied_zones");
        return new Example(
                text(row, "device_id"),
                text(row, "sample_id"),
                time(text(row, "time")),
                row.findField("lot").orElse(""),
                text(row, "day"),
                new ModelInput(
                        counts,
                        figure(row, "gain"),
                        figure(row, "integration_time_ms"),
                        figure(row, "volume_mm3"),
                        figure(row, "max_height_mm"),
                        Double.isNaN(occupied) ? 0 : occupied),
                truth);
    }

    private static String text(NamedCsvRecord row, String column) {
        return row.findField(column)
                .filter(field -> !field.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("it has no " + column));
    }

    /** NaN for an empty field, or one that is not there. */
    private static double figure(NamedCsvRecord row, String column) {
        String field = row.findField(column).orElse("");
        if (field.isBlank()) {
            return Double.NaN;
        }
        return DecimalText.plain(field.strip())
                .orElseThrow(() -> new IllegalArgumentException(column + " is '" + field + "', which is no number"));
    }
}
