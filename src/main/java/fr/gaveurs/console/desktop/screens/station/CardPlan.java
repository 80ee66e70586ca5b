package fr.gaveurs.console.desktop.screens.station;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;

/**
 * Where the cards of the screen lie: in as many columns as the text has room for, each column as tall as the tallest.
 *
 * @param places of each card, whole pixels
 * @param height of all of them
 */
record CardPlan(Map<Card, Rectangle2D> places, double height) {

    /** The cards, with the least height that each makes sense at and how much it takes of what is left over. */
    enum Card {
        MAPS(25, 3),
        SURFACE(20, 5),
        SPECTRUM(17, 3),
        RATIOS(20, 3),
        SCORES(23, 1),
        DEFECTS(10, 1),
        FACTS(25, 1),
        MODEL(20, 1),
        HISTORY(20, 4);

        private final double leastEm;
        private final double growth;

        Card(double leastEm, double growth) {
            this.leastEm = leastEm;
            this.growth = growth;
        }
    }

    private static final double DEFECTS_SHARE = 0.33;

    private record Column(double share, List<Card> cards) {}

    private static final double GAP_EM = 1;
    private static final double WIDE_EM = 108;
    private static final double MEDIUM_EM = 76;
    private static final double NARROW_EM = 46;

    private static final List<Column> WIDE = List.of(
            new Column(0.315, List.of(Card.MAPS, Card.SPECTRUM)),
            new Column(0.235, List.of(Card.SURFACE, Card.RATIOS)),
            new Column(0.22, List.of(Card.SCORES, Card.FACTS)),
            new Column(0.23, List.of(Card.MODEL, Card.DEFECTS, Card.HISTORY)));
    private static final List<Column> MEDIUM = List.of(
            new Column(0.38, List.of(Card.MAPS, Card.SPECTRUM)),
            new Column(0.33, List.of(Card.SURFACE, Card.RATIOS, Card.MODEL)),
            new Column(0.29, List.of(Card.SCORES, Card.FACTS)));
    private static final List<Column> NARROW = List.of(
            new Column(0.5, List.of(Card.MAPS, Card.SPECTRUM, Card.SCORES)),
            new Column(0.5, List.of(Card.SURFACE, Card.RATIOS, Card.MODEL, Card.FACTS)));
    private static final List<Column> SINGLE = List.of(new Column(1, List.of(Card.values())));

    /**
     * @param width to be filled, logical pixels
     * @param height to be filled; the plan is taller where the cards need more
     * @param em font size, logical pixels
     */
    static CardPlan of(double width, double height, double em) {
        double gap = Math.rint(GAP_EM * em);
        List<Column> columns;
        if (width >= WIDE_EM * em) {
            columns = WIDE;
        } else if (width >= MEDIUM_EM * em) {
            columns = MEDIUM;
        } else if (width >= NARROW_EM * em) {
            columns = NARROW;
        } else {
            columns = SINGLE;
        }
        // With two or three columns the list of samples lies below them, beside the defects.
        boolean below = width >= NARROW_EM * em && width < WIDE_EM * em;
        double belowHeight = below ? Math.rint(Card.HISTORY.leastEm * em) + gap : 0;
        double columnHeight = height - belowHeight;
        for (Column column : columns) {
            columnHeight = Math.max(columnHeight, least(column.cards(), em, gap));
        }
        Map<Card, Rectangle2D> places = new EnumMap<>(Card.class);
        double usable = width - gap * (columns.size() - 1);
        double x = 0;
        double share = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            share += column.share();
            double right = i == columns.size() - 1 ? width : Math.rint(usable * share + gap * i);
            stack(places, column.cards(), x, right - x, columnHeight, em, gap);
            x = right + gap;
        }
        if (below) {
            double y = columnHeight + gap;
            double middle = Math.rint((width - gap) * DEFECTS_SHARE);
            places.put(Card.DEFECTS, new Rectangle2D(0, y, middle, belowHeight - gap));
            places.put(Card.HISTORY, new Rectangle2D(middle + gap, y, width - middle - gap, belowHeight - gap));
        }
        return new CardPlan(places, columnHeight + belowHeight);
    }

    private static double least(List<Card> cards, double em, double gap) {
        double sum = gap * (cards.size() - 1);
        for (Card card : cards) {
            sum += Math.rint(card.leastEm * em);
        }
        return sum;
    }

    private static void stack(
            Map<Card, Rectangle2D> places,
            List<Card> cards,
            double x,
            double width,
            double height,
            double em,
            double gap) {
        double spare = height - least(cards, em, gap);
        double growth = cards.stream().mapToDouble(card -> card.growth).sum();
        double y = 0;
        for (int i = 0; i < cards.size(); i++) {
            Card card = cards.get(i);
            double extra = spare * card.growth / growth;
            double bottom = i == cards.size() - 1 ? height : Math.rint(y + Math.rint(card.leastEm * em) + extra);
            places.put(card, new Rectangle2D(x, y, Math.max(0, width), Math.max(0, bottom - y)));
            y = bottom + gap;
        }
    }
}
