package fr.gaveurs.console.backend.platform.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.gaveurs.console.backend.platform.tlog.TileAppender.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Trees, tiles and proofs against the definitions of RFC 6962, written down once more word by word. */
class MerkleTreeTest {
    /** Entries and the roots over the first of them, as other programs of RFC 6962 have them. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** Tiles in memory. */
    private static final class Tiles {
        private final Map<Place, byte[]> tiles = new HashMap<>();
        private long size;

        /** In batches, as the program does it. */
        void append(List<byte[]> leaves) {
            TileAppender appender = new TileAppender(size, this::read);
            leaves.forEach(appender::append);
            tiles.putAll(appender.changed());
            size = appender.size();
        }

        private byte[] read(int level, long index, int width) {
            byte[] tile = tiles.get(new Place(level, index));
            if (tile == null || tile.length < width * 32) {
                throw new TileTree.TileMissingException(level, index);
            }
            return tile;
        }

        TileTree tree() {
            return new TileTree(size, this::read);
        }
    }

    private static byte[] mth(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return MerkleHash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = split(leaves.size());
        return MerkleHash.node(mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    private static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = split(d.size());
        List<byte[]> path = new ArrayList<>(m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size())));
        path.add(mth(m < k ? d.subList(k, d.size()) : d.subList(0, k)));
        return path;
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        if (m == d.size()) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = split(d.size());
        List<byte[]> proof = new ArrayList<>(
                m <= k ? subproof(m, d.subList(0, k), b) : subproof(m - k, d.subList(k, d.size()), false));
        proof.add(mth(m <= k ? d.subList(k, d.size()) : d.subList(0, k)));
        return proof;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> leaves(int n) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            leaves.add(MerkleHash.leaf("entry " + i));
        }
        return leaves;
    }

    @Test
    void hasTheRootsThatOthersHave() {
        Tiles tiles = new Tiles();
        CompactRange range = new CompactRange(0, List.of());
        for (int n = 0; n <= ENTRIES.size(); n++) {
            assertThat(HexFormat.of().formatHex(tiles.tree().root())).isEqualTo(ROOTS.get(n));
            assertThat(HexFormat.of().formatHex(range.root())).isEqualTo(ROOTS.get(n));
            if (n < ENTRIES.size()) {
                byte[] leaf = MerkleHash.leaf(HexFormat.of().parseHex(ENTRIES.get(n)));
                tiles.append(List.of(leaf));
                range.append(leaf);
            }
        }
    }

    @Test
    void everyProofOfEverySmallTreeIsTheOneOfTheStandardAndHolds() {
        List<byte[]> leaves = leaves(40);
        Tiles tiles = new Tiles();
        tiles.append(leaves);
        for (int n = 1; n <= 40; n++) {
            TileTree tree = tiles.tree().at(n);
            byte[] root = tree.root();
            assertThat(root).isEqualTo(mth(leaves.subList(0, n)));
            for (int m = 0; m < n; m++) {
                List<byte[]> proof = tree.inclusion(m);
                assertThat(proof).containsExactlyElementsOf(path(m, leaves.subList(0, n)));
                assertThat(MerkleProof.includes(root, n, m, leaves.get(m), proof))
                        .isTrue();
                assertThat(MerkleProof.includes(root, n, (m + 1) % n, leaves.get(m), proof))
                        .isEqualTo(n == 1);
            }
            for (int m = 1; m <= n; m++) {
                List<byte[]> proof = tree.consistency(m);
                assertThat(proof).containsExactlyElementsOf(subproof(m, leaves.subList(0, n), true));
                byte[] old = mth(leaves.subList(0, m));
                assertThat(MerkleProof.isExtendedBy(old, m, root, n, proof)).isTrue();
                assertThat(MerkleProof.isExtendedBy(root, m, old, n, proof)).isEqualTo(m == n);
            }
        }
    }

    @Property(tries = 25)
    void treesOfSeveralTilesGrowInBatchesOfAnySize(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int n) {
        Random random = new Random(seed);
        List<byte[]> leaves = leaves(n);
        Tiles tiles = new Tiles();
        for (int at = 0; at < n; ) {
            int end = Math.min(n, at + 1 + random.nextInt(700));
            tiles.append(leaves.subList(at, end));
            at = end;
        }
        TileTree tree = tiles.tree();
        assertThat(tree.root()).isEqualTo(mth(leaves));
        assertThat(tree.range().root()).isEqualTo(mth(leaves));
        int index = random.nextInt(n);
        assertThat(tree.inclusion(index)).containsExactlyElementsOf(path(index, leaves));
        int old = 1 + random.nextInt(n);
        assertThat(tree.at(old).root()).isEqualTo(mth(leaves.subList(0, old)));
        List<byte[]> consistency = tree.consistency(old);
        assertThat(consistency).containsExactlyElementsOf(subproof(old, leaves, true));
        assertThat(tiles.tiles.keySet()).allSatisfy(place -> assertThat(tiles.tiles.get(place))
                .hasSize(32 * width(n, place.level(), place.index())));
    }

    /** How wide a tile of a tree is: 256, less at the right edge, 0 where there is none. */
    private static int width(long size, int level, long index) {
        return Math.clamp((size >> (8 * level)) - index * Tile.WIDTH, 0, Tile.WIDTH);
    }

    @Property(tries = 300)
    void noBitOfAProofCanBeAnother(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int n) {
        Random random = new Random(seed);
        List<byte[]> leaves = leaves(n);
        Tiles tiles = new Tiles();
        tiles.append(leaves);
        TileTree tree = tiles.tree();
        int index = random.nextInt(n);
        List<byte[]> proof = tree.inclusion(index);
        List<byte[]> altered = altered(proof, random);
        assertThat(MerkleProof.includes(tree.root(), n, index, leaves.get(index), altered))
                .isFalse();
        int old = 1 + random.nextInt(n - 1);
        List<byte[]> consistency = tree.consistency(old);
        assertThat(MerkleProof.isExtendedBy(tree.at(old).root(), old, tree.root(), n, altered(consistency, random)))
                .isFalse();
    }

    /** A bit turned, one left out, one put in, or two swapped. */
    private static List<byte[]> altered(List<byte[]> proof, Random random) {
        List<byte[]> other = new ArrayList<>(proof);
        int at = random.nextInt(proof.size());
        switch (random.nextInt(3)) {
            case 0 -> {
                byte[] hash = Arrays.copyOf(proof.get(at), 32);
                hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
                other.set(at, hash);
            }
            case 1 -> other.remove(at);
            default -> other.add(at, new byte[32]);
        }
        return other;
    }

    @Test
    void aTreeWhoseEdgeWasCutIsNotGoneOnWith() {
        Tiles tiles = new Tiles();
        tiles.append(leaves(300));
        tiles.tiles.remove(new Place(1, 0));

        assertThat(catchThrowable(() -> tiles.append(leaves(1))))
                .isInstanceOf(TileTree.TileMissingException.class)
                .hasMessage("tile 0 of level 1 is missing or cut off");
    }

    @Test
    void wholeTilesAtOnceMakeTheSameTree() {
        int size = 3 * 256 * 256 + 2 * 256 + 7;
        List<byte[]> leaves = leaves(size);
        Tiles tiles = new Tiles();
        tiles.append(leaves);
        CompactRange range = new CompactRange(0, List.of());
        TileAppender appender = new TileAppender(0, tiles::read);
        int at = 0;
        for (; at + 256 <= size; at += 256) {
            byte[] root = TileTree.root(tiles.read(0, at / 256, 256), 0, 256);
            range.appendTile(root);
            appender.appendTile(root);
        }
        for (; at < size; at++) {
            range.append(leaves.get(at));
            appender.append(leaves.get(at));
        }
        assertThat(range.root()).isEqualTo(tiles.tree().root());
        assertThat(appender.size()).isEqualTo(size);
        assertThat(appender.changed())
                .allSatisfy((place, hashes) ->
                        assertThat(hashes).as(place.toString()).isEqualTo(tiles.tiles.get(place)));
        assertThat(appender.changed().keySet())
                .filteredOn(place -> place.level() > 0)
                .hasSize(5);
    }
}
