package fr.gaveurs.console.backend.features.models.learning;

import java.util.List;

/**
 * Which samples take no part in a training: the newest.
 *
 * @param from the first of them
 * @param wholeDays whether they are whole days, none of which has a sample that was learnt from
 */
record HeldOut(int from, boolean wholeDays) {
    private static final double WANTED = 0.2;
    private static final double LEAST = 0.05;
    private static final double MOST = 0.5;

    /** @param examples in their order */
    static HeldOut of(List<Example> examples) {
        int n = examples.size();
        int fifth = (int) Math.round(n * (1 - WANTED));
        int best = -1;
        for (int i = 1; i < n; i++) {
            if (examples.get(i).day().compareTo(examples.get(i - 1).day()) > 0
                    && noneLater(examples, i)
                    && (best < 0 || Math.abs(i - fifth) < Math.abs(best - fifth))) {
                best = i;
            }
        }
        double share = best < 0 ? 0 : (double) (n - best) / n;
        return share >= LEAST && share <= MOST ? new HeldOut(best, true) : new HeldOut(fifth, false);
    }

    /** Days of sites in several zones may overlap: none before the border is of a day behind it. */
    private static boolean noneLater(List<Example> examples, int border) {
        String day = examples.get(border).day();
        // Zones are less than a day and three hours apart: whoever could be of that day is near the border.
        for (int i = border - 1; i >= 0; i--) {
            if (examples.get(i).day().compareTo(day) >= 0) {
                return false;
            }
            if (examples.get(i).time().isBefore(examples.get(border).time().minusSeconds(100_000))) {
                return true;
            }
        }
        return true;
    }
}
