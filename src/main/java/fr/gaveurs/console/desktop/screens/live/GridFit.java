package fr.gaveurs.console.desktop.screens.live;

/**
 * How many tiles of which size fill an area.
 *
 * @param columns at least 1
 * @param width of a tile, px
 * @param height of a tile, px
 * @param compact whether tiles are laid out in one or two lines instead of in full
 */
record GridFit(int columns, double width, double height, boolean compact) {
    /** Sizes in em, so that they grow with the text. */
    static final double GAP = 8 / 14.0;

    /** The smallest size of text that can be chosen, px: larger ones make the same tiles larger. */
    static final double SMALLEST_TEXT = 14;
    /** Tiles whose text is that many times as large as designed for the size of text need not grow further with it. */
    private static final double LARGE_ENOUGH = 1.2;

    /** So much narrower a tile may be than its text would have it. */
    private static final double NARROWER = 0.9;

    /** The same where its text does not grow: the gaps that do must not push a tile into a row of its own. */
    private static final double HARDLY_NARROWER = 0.97;

    private static final double LEAST_WIDTH = 200 / 14.0;
    private static final double MOST_WIDTH = 960 / 14.0;
    /** Text that is this many times its least size is read from anywhere in the room. */
    private static final double MOST_SCALE = 2.2;

    private static final double LEAST_FULL_HEIGHT = 160 / 14.0;
    private static final double LEAST_COMPACT_HEIGHT = 46 / 14.0;
    private static final double MOST_COMPACT_HEIGHT = 112 / 14.0;
    /** Height of a full tile by its width, where there is room for more. */
    private static final double TALLEST = 0.75;

    /**
     * The largest tiles that all fit, in full if possible, else compact; else compact ones at their least height, to be
     * scrolled. A larger text makes no tile's text smaller: its tiles are those of the smallest text, larger, in fewer
     * columns, and scrolled.
     *
     * @param tiles how many, at least 1
     * @param baseWidth of the area at the smallest size of text, px
     * @param baseHeight as {@code baseWidth}
     * @param em size of the text, px
     */
    static GridFit of(int tiles, double areaWidth, double areaHeight, double baseWidth, double baseHeight, double em) {
        double growth = em / SMALLEST_TEXT;
        if (growth <= 1) {
            return fitting(tiles, areaWidth, areaHeight, em);
        }
        GridFit base = fitting(tiles, baseWidth, baseHeight, SMALLEST_TEXT);
        double text = base.layout(SMALLEST_TEXT).scale();
        boolean grows = base.compact || text <= LARGE_ENOUGH;
        double wanted = grows ? text * growth : Math.max(text, growth * LARGE_ENOUGH);
        double wide = (base.compact ? TileLayout.COMPACT_WIDTH : TileLayout.FULL_WIDTH) * wanted;
        double gap = GAP * em;
        // Rather a little narrower than half a row of nothing, where the text still grows.
        double narrower = grows ? NARROWER : HARDLY_NARROWER;
        double narrowest = Math.max(wide * narrower, LEAST_WIDTH * em);
        int columns = (int) Math.clamp(Math.floor((areaWidth + gap) / (narrowest + gap)), 1, tiles);
        double width = Math.floor(Math.min((areaWidth - (columns - 1) * gap) / columns, MOST_WIDTH * em));
        double height = base.layout(SMALLEST_TEXT).designedHeight() * wanted * Math.clamp(width / wide, narrower, 1);
        double least = (base.compact ? LEAST_COMPACT_HEIGHT : LEAST_FULL_HEIGHT) * em;
        return new GridFit(columns, width, Math.max(Math.floor(height), Math.ceil(least)), base.compact);
    }

    /** What such a tile holds. */
    TileLayout layout(double em) {
        return compact ? TileLayout.compact(width, height, em) : TileLayout.full(width, height, em);
    }

    private static GridFit fitting(int tiles, double areaWidth, double areaHeight, double em) {
        double gap = GAP * em;
        int most = (int) Math.max(1, Math.floor((areaWidth + gap) / (LEAST_WIDTH * em + gap)));
        GridFit best = null;
        double bestScale = 0;
        int bestHoles = 0;
        for (int columns = 1; columns <= most; columns++) {
            GridFit full = fit(tiles, columns, areaWidth, areaHeight, em, false);
            double scale = Math.min(MOST_SCALE * em / SMALLEST_TEXT, TileLayout.fullScale(full.width, full.height));
            int holes = Math.floorMod(-tiles, columns);
            // Where several are as large as is of use, the one without empty places, and then the flatter one.
            boolean better = scale > bestScale + 1e-9 || (scale > bestScale - 1e-9 && holes <= bestHoles);
            if (full.height >= LEAST_FULL_HEIGHT * em && columns <= tiles && better) {
                best = full;
                bestScale = scale;
                bestHoles = holes;
            }
        }
        if (best != null) {
            return best;
        }
        for (int columns = 1; columns <= most; columns++) {
            GridFit compact = fit(tiles, columns, areaWidth, areaHeight, em, true);
            double scale = compact.layout(em).scale();
            if (compact.height >= LEAST_COMPACT_HEIGHT * em && scale > bestScale + 1e-9) {
                best = compact;
                bestScale = scale;
            }
        }
        if (best == null) {
            GridFit tight = fit(tiles, most, areaWidth, areaHeight, em, true);
            best = new GridFit(most, tight.width, Math.max(tight.height, Math.rint(LEAST_COMPACT_HEIGHT * em)), true);
        }
        return best;
    }

    private static GridFit fit(
            int tiles, int columns, double areaWidth, double areaHeight, double em, boolean compact) {
        double gap = GAP * em;
        int rows = (tiles + columns - 1) / columns;
        double width = Math.min((areaWidth - (columns - 1) * gap) / columns, MOST_WIDTH * em);
        double height = (areaHeight - (rows - 1) * gap) / rows;
        double tallest = compact ? MOST_COMPACT_HEIGHT * em : width * TALLEST;
        return new GridFit(columns, Math.floor(width), Math.floor(Math.min(height, tallest)), compact);
    }
}
