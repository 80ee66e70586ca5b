package fr.gaveurs.console.desktop.screens.live;

/**
 * Where everything of a tile stands, by the size of the tile and of the text alone: nothing moves because there is
 * something to say. All in px from the tile's left and upper edge.
 *
 * @param scale how many times its designed size at the smallest text everything is
 * @param pad room at the sides
 * @param column where what stands beside the letter begins
 * @param right where it ends
 * @param letter middle of the letter of a compact tile, baseline of that of a full one
 * @param name baseline of the name
 * @param bar upper edge of the score's bar
 * @param age baseline of the age, and of what there is to say, in a compact tile
 * @param note where the room for what there is to say begins
 * @param weight baseline of the weight below the letter of a compact tile; 0 where it is not told
 * @param trend the last scores
 */
record TileLayout(
        Form form,
        double scale,
        Sizes sizes,
        double pad,
        double column,
        double right,
        double letter,
        double name,
        double bar,
        double age,
        double note,
        double weight,
        Box trend) {
    /** How the parts stand to each other. */
    enum Form {
        /** In full: letter and score, then the trend, then weight and badges, in a line each. */
        FULL,
        /** Letter, with the weight below it, name, score and age; below them the trend, over the whole width. */
        TREND_BELOW,
        /** The letter, and the weight below it where there is room, over the whole height; beside it all else, the trend last. */
        TREND_BESIDE
    }

    record Box(double x, double y, double width, double height) {}

    /** Sizes of text, px; a word in place of the letter may be smaller. */
    record Sizes(double letter, double score, double name, double age, double badge) {}

    /** At a text size of 14 px, as all that follows. */
    static final double COMPACT_WIDTH = 222;

    private static final double BESIDE_HEIGHT = 60;
    private static final double BELOW_HEIGHT = 92;
    static final double FULL_WIDTH = 240;
    static final double FULL_HEIGHT = 176;
    /** The age stands beside what there is to say, and has room for the longest. */
    static final double AGE_ROOM = 39;

    private static final double AGE_SIZE = 12.5;
    /** No text is smaller, in em. */
    static final double LEAST_TEXT = 0.8;
    /** Text may be that much smaller for a trend over the whole width. */
    private static final double SMALLER_FOR_TREND = 0.85;

    /** Of a full tile, at least 200 × 160 px at a text size of 14 px. */
    static TileLayout full(double width, double height, double em) {
        double s = fullScale(width, height);
        double least = LEAST_TEXT * em;
        Sizes sizes =
                new Sizes(58 * s, 28 * s, Math.max(13 * s, least), Math.max(13 * s, least), Math.max(12 * s, least));
        double pad = 14 * s;
        double header = pad + sizes.name() * 0.78;
        double base = header + 54 * s;
        double top = base + 12 * s;
        double bottom = height - pad - chip(s, sizes) - 8 * s;
        return new TileLayout(
                Form.FULL,
                s,
                sizes,
                pad,
                width * 0.48,
                width - pad,
                base,
                header,
                base - 4 * s,
                header,
                pad + Math.max(60 * s, 4.2 * Math.max(14 * s, sizes.badge())),
                0,
                new Box(pad, top, width - 2 * pad, bottom - top));
    }

    /** Of a compact tile, at least 200 × 46 px at a text size of 14 px. */
    static TileLayout compact(double width, double height, double em) {
        double below = Math.min(width / COMPACT_WIDTH, height / BELOW_HEIGHT);
        double beside = Math.min(width / COMPACT_WIDTH, height / BESIDE_HEIGHT);
        // Only where its text is no smaller than the window's.
        boolean isBelow = below >= em / GridFit.SMALLEST_TEXT && below >= SMALLER_FOR_TREND * beside;
        double s = isBelow ? below : beside;
        double least = LEAST_TEXT * em;
        double words = Math.max(AGE_SIZE * s, least);
        Sizes sizes = new Sizes(34 * s, 19 * s, Math.max(13.5 * s, least), words, words);
        double pad = 10 * s;
        double column = pad + 50 * s;
        double right = width - pad;
        double note = column + AGE_ROOM / AGE_SIZE * words + 4 * s;
        // Where its text would be too small to be read from afar it is left out.
        boolean weighs = isBelow || s >= 1;
        return isBelow
                ? new TileLayout(
                        Form.TREND_BELOW,
                        s,
                        sizes,
                        pad,
                        column,
                        right,
                        26 * s,
                        22 * s,
                        27 * s,
                        43 * s,
                        note,
                        53 * s,
                        new Box(pad, 58 * s, right - pad, height - 65 * s))
                : new TileLayout(
                        Form.TREND_BESIDE,
                        s,
                        sizes,
                        pad,
                        column,
                        right,
                        weighs ? height / 2 - 7 * s : height / 2,
                        17.5 * s,
                        22 * s,
                        37 * s,
                        note,
                        weighs ? height / 2 + 22 * s : 0,
                        new Box(column, 42 * s, right - column, height - 46.5 * s));
    }

    /** How many times its designed size everything in a full tile of this size is. */
    static double fullScale(double width, double height) {
        return Math.min(width / FULL_WIDTH, height / FULL_HEIGHT);
    }

    /** Height of a badge in a full tile. */
    double chip() {
        return chip(scale, sizes);
    }

    private static double chip(double s, Sizes sizes) {
        return Math.max(20 * s, 1.6 * sizes.badge());
    }

    /** Room for what there is to say. */
    double noteRoom() {
        return right - note;
    }

    /** What such a tile is designed as at the smallest text. */
    double designedHeight() {
        return switch (form) {
            case FULL -> FULL_HEIGHT;
            case TREND_BELOW -> BELOW_HEIGHT;
            case TREND_BESIDE -> BESIDE_HEIGHT;
        };
    }
}
