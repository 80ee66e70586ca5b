package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxGraph.Node;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a TreeEnsembleRegressor: each tree ends, and asks for no column and no target that there is not. */
final class OnnxTrees {
    static final Set<String> ATTRIBUTES = Set.of(
            "aggregate_function",
            "base_values",
            "n_targets",
            "nodes_falsenodeids",
            "nodes_featureids",
            "nodes_hitrates",
            "nodes_missing_value_tracks_true",
            "nodes_modes",
            "nodes_nodeids",
            "nodes_treeids",
            "nodes_truenodeids",
            "nodes_values",
            "post_transform",
            "target_ids",
            "target_nodeids",
            "target_treeids",
            "target_weights");

    private static final String LEAF = "LEAF";
    private static final Set<String> MODES =
            Set.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", LEAF);
    private static final int MOST_DEPTH = 100;
    private static final int MOST_TARGETS = 12;

    private final Node node;
    private final long[] trees;
    private final long[] ids;
    private final List<String> modes;
    /** Where a node of a tree stands. */
    private final Map<Long, Integer> places = new HashMap<>();

    private OnnxTrees(Node node) {
        this.node = node;
        trees = node.numbers("nodes_treeids");
        ids = node.numbers("nodes_nodeids");
        modes = node.words("nodes_modes");
    }

    /** @param work steps for one sample */
    record Checked(int targets, long work) {}

    /**
     * @param columns of its input
     * @throws OnnxException if anything in it would not end, or reaches beyond what there is
     */
    static Checked check(Node node, long columns) throws OnnxException {
        return new OnnxTrees(node).check(columns);
    }

    private OnnxException wrong(String what) {
        return new OnnxException(Reason.TREES, node.title() + ": " + what + ": export the trees again");
    }

    private Checked check(long columns) throws OnnxException {
        int size = ids.length;
        long targets = node.number("n_targets", 1);
        if (targets < 1 || targets > MOST_TARGETS) {
            throw wrong("it says " + targets + " figures, and 1 to " + MOST_TARGETS + " are taken");
        }
        if (size == 0 || trees.length != size || modes.size() != size) {
            throw wrong("its lists differ in length");
        }
        for (String list : List.of("nodes_featureids", "nodes_truenodeids", "nodes_falsenodeids")) {
            if (node.numbers(list).length != size) {
                throw wrong("its lists differ in length");
            }
        }
        optional(node.numbers("nodes_missing_value_tracks_true").length, size);
        optional(node.figures("nodes_hitrates").length, size);
        if (node.figures("nodes_values").length != size) {
            throw wrong("its lists differ in length");
        }
        optional(node.figures("base_values").length, (int) targets);
        words();
        for (int i = 0; i < size; i++) {
            if (trees[i] < 0 || trees[i] > Integer.MAX_VALUE || ids[i] < 0 || ids[i] > Integer.MAX_VALUE) {
                throw wrong("a number of a node is negative or too large");
            }
            if (places.put(key(trees[i], ids[i]), i) != null) {
                throw wrong("a node stands there twice");
            }
            long feature = node.numbers("nodes_featureids")[i];
            if (!MODES.contains(modes.get(i)) || (!modes.get(i).equals(LEAF) && (feature < 0 || feature >= columns))) {
                throw wrong("a node asks for column " + feature + ", or how it compares is not known");
            }
        }
        leaves(targets);
        return new Checked((int) targets, walk());
    }

    private void optional(int length, int wanted) throws OnnxException {
        if (length != 0 && length != wanted) {
            throw wrong("its lists differ in length");
        }
    }

    private void words() throws OnnxException {
        if (!node.word("post_transform", "NONE").equals("NONE")) {
            throw wrong("it transforms what it says, and only NONE is taken");
        }
        if (!Set.of("SUM", "AVERAGE", "MIN", "MAX").contains(node.word("aggregate_function", "SUM"))) {
            throw wrong("how it sums up is not known");
        }
    }

    private static long key(long tree, long id) {
        return tree << 32 | id;
    }

    private void leaves(long targets) throws OnnxException {
        long[] of = node.numbers("target_treeids");
        long[] at = node.numbers("target_nodeids");
        long[] which = node.numbers("target_ids");
        if (at.length != of.length || which.length != of.length || node.figures("target_weights").length != of.length) {
            throw wrong("the lists of its leaves differ in length");
        }
        for (int i = 0; i < of.length; i++) {
            Integer place = of[i] < 0 || at[i] < 0 || of[i] > Integer.MAX_VALUE || at[i] > Integer.MAX_VALUE
                    ? null
                    : places.get(key(of[i], at[i]));
            if (place == null || !modes.get(place).equals(LEAF) || which[i] < 0 || which[i] >= targets) {
                throw wrong("a leaf belongs to no node, or says a figure that there is not");
            }
        }
    }

    /** Goes all ways from each root; whatever is met twice, or never, is no tree. */
    private long walk() throws OnnxException {
        boolean[] met = new boolean[ids.length];
        long work = 0;
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (i == 0 || trees[i] != trees[i - 1]) {
                work += tree(i, met);
            }
        }
        for (boolean each : met) {
            count += each ? 1 : 0;
        }
        if (count != ids.length) {
            throw wrong("a node can be reached from no root");
        }
        return work;
    }

    private record Place(int index, int depth) {}

    private int tree(int root, boolean[] met) throws OnnxException {
        int deepest = 0;
        ArrayDeque<Place> open = new ArrayDeque<>();
        open.push(new Place(root, 1));
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (met[place.index()]) {
                throw wrong("a way leads back to a node that was passed");
            }
            met[place.index()] = true;
            deepest = Math.max(deepest, place.depth());
            if (deepest > MOST_DEPTH) {
                throw wrong("a tree is deeper than " + MOST_DEPTH);
            }
            if (!modes.get(place.index()).equals(LEAF)) {
                for (String way : List.of("nodes_truenodeids", "nodes_falsenodeids")) {
                    long next = node.numbers(way)[place.index()];
                    Integer index =
                            next < 0 || next > Integer.MAX_VALUE ? null : places.get(key(trees[place.index()], next));
                    if (index == null) {
                        throw wrong("a way leads to a node that there is not");
                    }
                    open.push(new Place(index, place.depth() + 1));
                }
            }
        }
        return deepest;
    }
}
