package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.backend.features.models.learning.Regression.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gradient boosting for squares of errors: small trees of one depth over features in bins. No chance is in it. */
final class BoostedTrees {
    private static final int BINS = 32;
    private static final int DEPTH = 3;
    private static final int INNER = (1 << DEPTH) - 1;
    private static final int TREES = 150;
    private static final double RATE = 0.1;
    /** Samples that a leaf needs. */
    private static final int FEWEST = 8;

    private final double[][] edges;
    private final byte[][] binned;
    private final double[] rest;
    private final double[] predicted;

    private BoostedTrees(double[][] rows, double[] truth) {
        int features = rows[0].length;
        edges = new double[features][];
        binned = new byte[features][rows.length];
        for (int feature = 0; feature < features; feature++) {
            edges[feature] = edges(rows, feature);
            for (int row = 0; row < rows.length; row++) {
                int bin = 0;
                while (bin < edges[feature].length && rows[row][feature] > edges[feature][bin]) {
                    bin++;
                }
                binned[feature][row] = (byte) bin;
            }
        }
        rest = new double[truth.length];
        predicted = new double[truth.length];
    }

    /** @param rows scaled features of at least one sample */
    static Regression.Trees fit(double[][] rows, double[] truth) {
        BoostedTrees fit = new BoostedTrees(rows, truth);
        double base = Arrays.stream(truth).sum() / truth.length;
        Arrays.fill(fit.predicted, base);
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            for (int row = 0; row < truth.length; row++) {
                fit.rest[row] = truth[row] - fit.predicted[row];
            }
            trees.add(fit.tree());
        }
        return new Regression.Trees(base, trees);
    }

    /** Values that divide the samples into bins of about the same number. */
    private static double[] edges(double[][] rows, int feature) {
        double[] sorted = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            sorted[row] = rows[row][feature];
        }
        Arrays.sort(sorted);
        List<Double> edges = new ArrayList<>();
        for (int bin = 1; bin < BINS; bin++) {
            int at = (int) ((long) bin * sorted.length / BINS);
            if (at == 0 || sorted[at - 1] == sorted[at]) {
                continue; // no border lies within samples that are the same
            }
            double edge = (sorted[at - 1] + sorted[at]) / 2;
            if (edges.isEmpty() || edge > edges.getLast()) {
                edges.add(edge);
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Tree tree() {
        int[] feature = new int[INNER];
        double[] threshold = new double[INNER];
        Arrays.fill(feature, -1);
        int[] node = new int[rest.length];
        for (int depth = 0; depth < DEPTH; depth++) {
            divide((1 << depth) - 1, 1 << depth, node, feature, threshold);
        }
        double[] leaves = new double[INNER + 1];
        int[] members = new int[INNER + 1];
        for (int row = 0; row < rest.length; row++) {
            leaves[node[row] - INNER] += rest[row];
            members[node[row] - INNER]++;
        }
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            leaves[leaf] = members[leaf] == 0 ? 0 : RATE * leaves[leaf] / members[leaf];
        }
        for (int row = 0; row < rest.length; row++) {
            predicted[row] += leaves[node[row] - INNER];
        }
        return new Tree(feature, threshold, leaves);
    }

    /** Divides each node of a level where that lowers the squares most, and moves its samples down. */
    private void divide(int first, int nodes, int[] node, int[] feature, double[] threshold) {
        double[] total = new double[nodes];
        int[] members = new int[nodes];
        for (int row = 0; row < rest.length; row++) {
            total[node[row] - first] += rest[row];
            members[node[row] - first]++;
        }
        double[] best = new double[nodes];
        int[] bestBin = new int[nodes];
        for (int f = 0; f < binned.length; f++) {
            double[][] sums = new double[nodes][BINS];
            int[][] counts = new int[nodes][BINS];
            byte[] bins = binned[f];
            for (int row = 0; row < rest.length; row++) {
                sums[node[row] - first][bins[row]] += rest[row];
                counts[node[row] - first][bins[row]]++;
            }
            for (int n = 0; n < nodes; n++) {
                double left = 0;
                int leftCount = 0;
                for (int bin = 0; bin < edges[f].length; bin++) {
                    left += sums[n][bin];
                    leftCount += counts[n][bin];
                    int rightCount = members[n] - leftCount;
                    if (leftCount < FEWEST || rightCount < FEWEST) {
                        continue;
                    }
                    double right = total[n] - left;
                    double gain =
                            left * left / leftCount + right * right / rightCount - total[n] * total[n] / members[n];
                    if (gain > best[n] + 1e-12) {
                        best[n] = gain;
                        bestBin[n] = bin;
                        feature[first + n] = f;
                        threshold[first + n] = edges[f][bin];
                    }
                }
            }
        }
        for (int row = 0; row < node.length; row++) {
            int n = node[row] - first;
            int by = feature[node[row]];
            boolean right = by >= 0 && binned[by][row] > bestBin[n];
            node[row] = 2 * node[row] + (right ? 2 : 1);
        }
    }
}
