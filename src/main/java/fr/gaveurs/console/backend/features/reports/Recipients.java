package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.MailAddress;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mail addresses as people give them. */
final class Recipients {
    private Recipients() {}

    /**
     * Each once, whatever its capitals, in their order.
     *
     * @param given null: none
     * @throws ProblemException naming each that no mail server knows
     */
    static List<String> of(@Nullable List<String> given) {
        if (given == null) {
            return List.of();
        }
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (MailAddress.ascii(given.get(i)) == null) {
                wrong.add(new FieldError(
                        "recipients[" + i + "]",
                        "must be an address that mail servers know: plain letters, figures and signs (ASCII) before the @,"
                                + " a domain behind it"));
            }
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.validation("some values are not allowed", wrong);
        }
        // However the letters are written: it is one mailbox, and would get the mail twice.
        Map<String, String> each = new LinkedHashMap<>();
        for (String address : given) {
            each.putIfAbsent(address.strip().toLowerCase(Locale.ROOT), address.strip());
        }
        return List.copyOf(each.values());
    }
}
