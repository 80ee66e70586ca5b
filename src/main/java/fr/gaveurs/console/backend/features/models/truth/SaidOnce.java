package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.LabelFault.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labels of one file, of which two that contradict each other are told and neither is taken: nobody knows which line is
 * the slip.
 */
final class SaidOnce {
    private record Said(long line, NewLabel label) {}

    private final Map<List<Object>, Said> first = new LinkedHashMap<>();
    private final List<NewLabel> all = new ArrayList<>();
    private final Set<List<Object>> contradicted = new HashSet<>();
    private final List<LabelFault> contradictions = new ArrayList<>();

    private static List<Object> about(NewLabel label) {
        return List.of(label.key(), label.kind(), label.grader());
    }

    void add(long line, NewLabel label) {
        Said before = first.putIfAbsent(about(label), new Said(line, label));
        if (before != null && !before.label().equals(label)) {
            contradicted.add(about(label));
            contradictions.add(LabelFault.of(
                            Code.CONTRADICTS, label.kind().key(), said(label), before.line(), said(before.label()))
                    .onLine(line));
        }
        all.add(label);
    }

    private static String said(NewLabel label) {
        return label.grade() == null
                ? String.valueOf(label.value())
                : label.grade().letter();
    }

    /** Those that nothing in the file contradicts; one that is said twice stands in it twice. */
    List<NewLabel> labels() {
        return all.stream()
                .filter(label -> !contradicted.contains(about(label)))
                .toList();
    }

    List<LabelFault> contradictions() {
        return contradictions;
    }
}
