package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.Keyed;
import java.util.Arrays;
import java.util.List;

/**
 * Why a version is not used although it has a role: programs go by the code, windows say it in their language.
 *
 * @param details what it is about; as many as the code's text has places
 */
public record ModelFault(Code code, List<String> details) {
    public ModelFault {
        details = List.copyOf(details);
    }

    public static ModelFault of(Code code, Object... details) {
        return new ModelFault(code, Arrays.stream(details).map(String::valueOf).toList());
    }

    /** As an English sentence without a full stop. */
    public String text() {
        String text = code.text;
        for (int i = 0; i < details.size(); i++) {
            text = text.replace("{" + i + "}", details.get(i));
        }
        return text;
    }

    /** What is wrong. */
    public enum Code implements Keyed {
        FILE_GONE("its file is gone"),
        FILE_CHANGED("its file is not the one that was taken in: the SHA-256 differs"),
        FILE_UNREADABLE("its file cannot be read: {0}"),
        /** {@code {0}} is the kind of the refusal, as problems of an import name it, such as {@code no-runtime}. */
        ONNX_REFUSED("it is not run ({0}): {1}"),
        GOLDEN_ROW("golden row {0}: {1} should be {2} and is {3}"),
        STARTED_TOO_OFTEN("its process had to be started {0} times within a minute; it is tried again {1} min later"),
        /** {@code {1}} is {@code timeout}, {@code ended} or {@code answer}, {@code {2}} what the process said. */
        FAILED_TOO_OFTEN(
                "it failed {0} times one after the other, at last ({1}): {2}; it is tried again {3} min later");

        private final String text;

        Code(String text) {
            this.text = text;
        }
    }
}
