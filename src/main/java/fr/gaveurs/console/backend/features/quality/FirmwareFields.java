package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.FirmwareStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What messages say of firmware. Whatever is odd in a hello is left out, and never a reason to refuse the hello. */
final class FirmwareFields {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,60}");
    private static final Pattern OFFER = Pattern.compile("[0-9A-Za-z-]{1,60}");
    private static final List<String> STATUS = List.of("device_id", "offer_id", "state", "bytes", "error_code");
    private static final Set<String> STATES = Set.of(
            "accepted",
            "deferred",
            "downloading",
            "verified",
            "rebooting",
            "proving",
            "confirmed",
            "failed",
            "rolled_back");
    private static final int MOST_TEXT = 32;
    private static final int MOST_FIELDS = 40;

    private FirmwareFields() {}

    /** The object {@code firmware} of a hello; null if it says too little for an update. */
    static @Nullable FirmwareReport report(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        Map<String, Object> fields = new HashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            Object read =
                    switch (value) {
                        case VALUE_STRING -> json.getString().strip();
                        case VALUE_NUMBER_INT -> json.isNaN() ? null : number(json);
                        case VALUE_TRUE -> true;
                        case VALUE_FALSE -> false;
                        default -> null;
                    };
            json.skipChildren();
            if (read != null && fields.size() < MOST_FIELDS) {
                fields.putIfAbsent(name, read);
            }
        }
        String elf = text(fields, "app_elf_sha256", 64).toLowerCase(Locale.ROOT);
        Long chip = whole(fields, "chip_id", 0xFFFF);
        Long slot = whole(fields, "slot_size", 1L << 32);
        if (!HASH.matcher(elf).matches() || chip == null || slot == null || slot == 0) {
            return null;
        }
        String offer = text(fields, "offer_id", 60);
        String reset = text(fields, "reset_reason", MOST_TEXT);
        return new FirmwareReport(
                text(fields, "project", MOST_TEXT),
                text(fields, "version", MOST_TEXT),
                elf,
                chip.intValue(),
                (int) or(whole(fields, "chip_revision", 0xFFFF)),
                or(whole(fields, "flash_size", 1L << 32)),
                slot,
                state(text(fields, "ota_state", MOST_TEXT)),
                or(whole(fields, "secure_version", 0xFFFF_FFFFL)),
                Boolean.TRUE.equals(fields.get("rollback_capable")),
                reset.isEmpty() ? null : reset,
                OFFER.matcher(offer).matches() ? offer : null);
    }

    private static @Nullable Object number(JsonParser json) {
        String digits = json.getString();
        return digits.matches("[0-9]{1,18}") ? (Object) Long.valueOf(digits) : null;
    }

    private static OtaState state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending_verify" -> OtaState.PENDING_VERIFY;
            case "valid" -> OtaState.VALID;
            default -> OtaState.UNDEFINED;
        };
    }

    private static String text(Map<String, Object> fields, String name, int most) {
        if (!(fields.get(name) instanceof String said)) {
            return "";
        }
        StringBuilder clean = new StringBuilder();
        said.chars().limit(most).forEach(c -> clean.append(c >= 0x20 && c < 0x7F ? (char) c : '?'));
        return clean.toString();
    }

    private static @Nullable Long whole(Map<String, Object> fields, String name, long most) {
        return fields.get(name) instanceof Long said && said <= most ? said : null;
    }

    private static long or(@Nullable Long said) {
        return said == null ? 0 : said;
    }

    /** A {@code firmware_status}, from its first field on. */
    static DeviceMessage status(JsonParser json, JsonFigures figures, @Nullable String first) {
        String deviceId = null;
        String offer = null;
        String state = null;
        String code = null;
        Double bytes = null;
        KnownFields known = new KnownFields(figures, "", STATUS);
        for (String name = first; name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            switch (name) {
                case "device_id" -> deviceId = figures.raw();
                case "offer_id" -> offer = figures.text(name);
                case "state" -> state = figures.text(name);
                case "bytes" -> bytes = figures.figure(0, 1L << 32);
                case "error_code" -> code = PlainWords.line(json);
                default -> json.skipChildren();
            }
        }
        if (deviceId != null) {
            FieldRules.deviceId(figures, "device_id", deviceId);
        }
        if (offer == null || !OFFER.matcher(offer).matches()) {
            figures.error("offer_id", "must be that of the offer");
        }
        if (state == null || !STATES.contains(state)) {
            figures.error(
                    "state",
                    "must be one of "
                            + String.join(", ", STATES.stream().sorted().toList()));
        }
        if (offer == null || state == null || figures.failed()) {
            return figures.refusal(null, "the status");
        }
        return new FirmwareStatus(
                deviceId,
                offer,
                state,
                bytes == null ? 0 : bytes.longValue(),
                code == null ? null : WORD.matcher(code).matches() ? code : "other");
    }
}
