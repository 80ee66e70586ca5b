package fr.gaveurs.console.backend.platform.tlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tile of the tree (C2SP tlog-tiles): up to 256 hashes of one height, those of level 0 of entries, those of a higher
 * level the roots of whole tiles of the one below.
 *
 * @param level 0 to 63; {@link #ENTRIES} for the entries themselves
 * @param index which one of its level
 * @param width hashes in it, 1 to 256
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a whole tile. */
    public static final int WIDTH = 256;
    /** Heights of the tree that a tile spans. */
    public static final int HEIGHT = 8;
    /** The level of bundles of entries. */
    public static final int ENTRIES = -1;

    private static final int MAX_LEVEL = 63;

    public Tile {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no tile: level " + level + ", number " + index + ", width " + width);
        }
    }

    /** Whether it is no longer going to change. */
    public boolean whole() {
        return width == WIDTH;
    }

    /** Its path after {@code tile/}: such as {@code 0/x001/x234/067} or {@code entries/003.p/17}. */
    public String path() {
        List<String> parts = new ArrayList<>();
        long rest = index;
        do {
            parts.add(String.format(Locale.ROOT, parts.isEmpty() ? "%03d" : "x%03d", rest % 1000));
            rest /= 1000;
        } while (rest > 0);
        Collections.reverse(parts);
        return (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + String.join("/", parts)
                + (whole() ? "" : ".p/" + width);
    }

    /** The tile of a path as {@link #path} writes it; null for any other text. */
    public static @Nullable Tile parse(String path) {
        String[] parts = path.split("/", -1);
        int end = parts.length;
        int width = WIDTH;
        if (end >= 3 && parts[end - 2].endsWith(".p")) {
            if (!parts[end - 1].matches("[1-9][0-9]{0,2}")) {
                return null;
            }
            width = Integer.parseInt(parts[end - 1]);
            parts[end - 2] = parts[end - 2].substring(0, parts[end - 2].length() - 2);
            end--;
            if (width >= WIDTH) {
                return null;
            }
        }
        if (end < 2 || end > 7 || !(parts[0].equals("entries") || parts[0].matches("[0-9]|[1-5][0-9]|6[0-3]"))) {
            return null;
        }
        long index = 0;
        for (int i = 1; i < end; i++) {
            boolean last = i == end - 1;
            if (!parts[i].matches(last ? "[0-9]{3}" : "x[0-9]{3}")) {
                return null;
            }
            index = index * 1000 + Long.parseLong(last ? parts[i] : parts[i].substring(1));
        }
        Tile tile = new Tile(parts[0].equals("entries") ? ENTRIES : Integer.parseInt(parts[0]), index, width);
        return tile.path().equals(path) ? tile : null;
    }
}
