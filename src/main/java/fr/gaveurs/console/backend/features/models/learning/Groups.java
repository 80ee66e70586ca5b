package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Training.Grouping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Samples divided by where they come from. Whoever is judged on a group has learnt from none of it.
 *
 * @param of the group of each sample, from 0 on
 * @param fold of each group, from 0 on: several groups may be left out together
 */
public record Groups(Grouping by, int count, int[] of, int[] fold, int folds) {
    /** Fewer say nothing of one that was not among them. */
    public static final int ASSURED = 4;

    private static final int MOST_FOLDS = 10;
    private static final int STRETCHES = 5;

    /** By station where there are four, else by lot and day, else by whatever gives two at least. */
    static Groups of(List<Example> examples) {
        Groups stations = of(examples, Grouping.STATION, Example::deviceId);
        if (stations.count() >= ASSURED) {
            return stations;
        }
        Groups lots =
                of(examples, Grouping.LOT_AND_DAY, each -> each.deviceId() + '\n' + each.lot() + '\n' + each.day());
        if (lots.count() >= ASSURED) {
            return lots;
        }
        if (stations.count() > 1) {
            return stations;
        }
        if (lots.count() > 1) {
            return lots;
        }
        int[] stretch = new int[examples.size()];
        int[] folds = new int[STRETCHES];
        for (int i = 0; i < stretch.length; i++) {
            stretch[i] = (int) ((long) i * STRETCHES / stretch.length);
        }
        for (int i = 0; i < STRETCHES; i++) {
            folds[i] = i;
        }
        return new Groups(Grouping.TIME, STRETCHES, stretch, folds, STRETCHES);
    }

    private static Groups of(List<Example> examples, Grouping by, Function<Example, String> key) {
        TreeSet<String> keys = examples.stream().map(key).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Integer> numbers = new HashMap<>();
        keys.forEach(each -> numbers.put(each, numbers.size()));
        int[] of = examples.stream()
                .mapToInt(each -> numbers.getOrDefault(key.apply(each), 0))
                .toArray();
        int folds = Math.min(MOST_FOLDS, keys.size());
        int[] fold = new int[keys.size()];
        for (int group = 0; group < fold.length; group++) {
            fold[group] = group % folds;
        }
        return new Groups(by, keys.size(), of, fold, folds);
    }

    /** Whether they say how far off one is that was not among them. */
    boolean assured() {
        return by != Grouping.TIME && count >= ASSURED;
    }

    int foldOf(int sample) {
        return fold[of[sample]];
    }

    /** The mean of a figure of each sample within each group. */
    double[] means(double[] figures) {
        double[] sum = new double[count];
        int[] members = new int[count];
        for (int i = 0; i < figures.length; i++) {
            sum[of[i]] += figures[i];
            members[of[i]]++;
        }
        for (int group = 0; group < count; group++) {
            sum[group] /= Math.max(1, members[group]);
        }
        return sum;
    }
}
