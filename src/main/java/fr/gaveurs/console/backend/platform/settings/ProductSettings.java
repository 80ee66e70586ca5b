package fr.gaveurs.console.backend.platform.settings;

import fr.gaveurs.console.backend.platform.settings.ProductPlan.ConsumerPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the settings about products say; each refuses a text that is none with what it must be. */
final class ProductSettings {
    /** A longer one would make the squares of a label's code too small to be read. */
    private static final int MAX_BASE = 80;

    private static final int MIN_KEY = 32;
    private static final int MAX_CERTIFICATIONS = 30;
    private static final int MAX_CERTIFICATION = 80;
    private static final int MAX_HOUSE = 80;
    private static final Pattern ADDRESS_AND_PORT =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]+)):([0-9]{1,5})");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

    private ProductSettings() {}

    /** What a text must be. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final transient Object[] details;

        Fault(String code, Object... details) {
            super(code);
            this.code = code;
            this.details = details.clone();
        }

        /** Of what it must be, see {@link SettingFault}. */
        String code() {
            return code;
        }

        Object[] details() {
            return details.clone();
        }
    }

    static @Nullable String key(@Nullable String text) throws Fault {
        if (text != null && text.length() < MIN_KEY) {
            throw new Fault("key", MIN_KEY);
        }
        return text;
    }

    static @Nullable String base(@Nullable String text) throws Fault {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("https") || scheme.equals("http"))
                    || uri.getHost() == null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null
                    || text.length() > MAX_BASE) {
                throw new Fault("base", MAX_BASE);
            }
            return text.replaceAll("/+$", "");
        } catch (URISyntaxException e) {
            throw new Fault("base", MAX_BASE);
        }
    }

    static @Nullable String house(@Nullable String text) throws Fault {
        if (text != null && text.length() > MAX_HOUSE) {
            throw new Fault("hall", MAX_HOUSE);
        }
        return text;
    }

    static List<String> certifications(@Nullable String text) throws Fault {
        Set<String> names = new LinkedHashSet<>();
        for (String name : text == null ? new String[0] : text.split(";")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        if (names.size() > MAX_CERTIFICATIONS || names.stream().anyMatch(name -> name.length() > MAX_CERTIFICATION)) {
            throw new Fault("certifications", MAX_CERTIFICATIONS, MAX_CERTIFICATION);
        }
        return List.copyOf(names);
    }

    static @Nullable ConsumerPort consumerPort(@Nullable String text) throws Fault {
        if (text == null) {
            return null;
        }
        Matcher port = ADDRESS_AND_PORT.matcher(text);
        if (!port.matches() || Integer.parseInt(port.group(3)) > 65_535) {
            throw new Fault("port");
        }
        return new ConsumerPort(port.group(1) == null ? port.group(2) : port.group(1), Integer.parseInt(port.group(3)));
    }

    static Set<String> proxies(@Nullable String text) throws Fault {
        List<String> addresses = new ArrayList<>();
        for (String address : text == null ? new String[0] : text.split("[,;\\s]+")) {
            if (address.isEmpty()) {
                continue;
            }
            if (!ADDRESS.matcher(address).matches()) {
                throw new Fault("proxies");
            }
            addresses.add(address);
        }
        return Set.copyOf(addresses);
    }
}
