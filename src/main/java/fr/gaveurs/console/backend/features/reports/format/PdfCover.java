package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.PdfTags.Element;
import fr.gaveurs.console.backend.features.reports.format.TextBlock.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Image;
import org.openpdf.text.pdf.PdfTemplate;

/** The first page of a PDF: whose it is, what it is about, what came of it, and how it was made. */
final class PdfCover {
    private static final Style HALL = new Style(11, true, Colors.MUTED);
    private static final Style TITLE = new Style(20, true, Colors.INK);
    private static final Style PERIOD = new Style(9.5f, false, Colors.MUTED);
    private static final Style SENTENCE = new Style(11, false, Colors.INK);
    private static final Style FACT_NAME = new Style(8.5f, false, Colors.MUTED);
    private static final Style FACT_VALUE = new Style(16, true, Colors.INK);
    private static final Style FACT_NOTE = new Style(8, false, Colors.MUTED);
    private static final Style LINE_NAME = new Style(9, false, Colors.MUTED);
    private static final Style LINE_VALUE = new Style(9, false, Colors.INK);

    private static final float LOGO_WIDTH = 120;
    private static final float LOGO_HEIGHT = 48;
    private static final int FACTS_IN_ROW = 3;
    private static final float FACT_GAP = 3;
    private static final float FACT_PADDING = 8;
    private static final float LINE_PADDING = 2.5f;
    private static final float NAME_SHARE = 0.2f;
    private static final float BETWEEN = 8;
    private static final float ABOVE_LINES = 10;

    private final PdfFlow flow;
    private final PdfTags tags;
    private final ReportWords words;
    private final Look look;

    PdfCover(PdfFlow flow, ReportWords words, Look look) {
        this.flow = flow;
        this.tags = flow.tags();
        this.words = words;
        this.look = look;
    }

    /** @param count into which the number of rows is drawn once it is known */
    void write(Content.Document report, PdfTemplate count) {
        Element whole = tags.document();
        hall(whole);
        flow.down(10);
        flow.text(whole, "H1", report.title(), TITLE);
        flow.down(5);
        flow.text(whole, "P", report.period(), PERIOD);
        flow.down(10);
        for (String sentence : report.summary()) {
            flow.text(whole, "P", sentence, SENTENCE);
            flow.down(2);
        }
        flow.down(10);
        facts(whole, report.facts());
        Lines lines = new Lines(CoverText.lines(report, words, look));
        flow.charts(whole, report.charts(), ABOVE_LINES + lines.height());
        flow.down(ABOVE_LINES);
        lines.write(whole, count);
    }

    /** The logo, and beside it the hall's name. */
    private void hall(Element whole) {
        String name = look.hall() == null ? "Gaveurs Console" : look.hall();
        float beside = 0;
        if (look.logo() != null) {
            try {
                Image image = Image.getInstance(look.logo());
                image.scaleToFit(LOGO_WIDTH, LOGO_HEIGHT);
                image.setAbsolutePosition(flow.left(), flow.y() - image.getScaledHeight());
                flow.figure(
                        whole,
                        words.get("alt.logo", name),
                        image.getScaledWidth(),
                        image.getScaledHeight(),
                        () -> flow.to().addImage(image));
                beside = image.getScaledHeight();
            } catch (IOException e) {
                throw new UncheckedIOException("the logo, which was read before, cannot be read", e);
            }
        }
        float from = LOGO_WIDTH + BETWEEN;
        TextBlock block = flow.block(name, HALL, flow.width() - from);
        float height = Math.max(beside, block.height());
        Element element = tags.begin(whole, "P");
        tags.mark(
                flow.to(),
                element,
                block.said(),
                () -> block.draw(flow.to(), flow.left() + from, flow.y() - (height - block.height()) / 2, true));
        tags.end(element);
        flow.down(height);
    }

    private record Card(TextBlock name, TextBlock value, TextBlock note) {
        float height() {
            return name.height() + value.height() + note.height() + 2 * FACT_PADDING;
        }
    }

    /** The figures, three beside each other: a list for those who hear it. */
    private void facts(Element whole, List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        Element list = tags.begin(whole, "L");
        float width = (flow.width() - (FACTS_IN_ROW - 1) * FACT_GAP) / FACTS_IN_ROW;
        for (int i = 0; i < facts.size(); i += FACTS_IN_ROW) {
            List<Card> cards = facts.subList(i, Math.min(i + FACTS_IN_ROW, facts.size())).stream()
                    .map(fact -> card(fact, width - 2 * FACT_PADDING))
                    .toList();
            float height =
                    (float) cards.stream().mapToDouble(Card::height).max().orElse(0);
            flow.need(height);
            for (int c = 0; c < cards.size(); c++) {
                draw(list, cards.get(c), flow.left() + c * (width + FACT_GAP), width, height);
            }
            flow.down(height + FACT_GAP);
        }
        tags.end(list);
    }

    private Card card(Fact fact, float width) {
        return new Card(
                flow.block(fact.name(), FACT_NAME, width),
                flow.block(words.cell(fact.type(), fact.value()), FACT_VALUE, width),
                flow.block(fact.note() == null ? "" : fact.note(), FACT_NOTE, width));
    }

    private void draw(Element list, Card card, float x, float width, float height) {
        tags.artifact(flow.to(), () -> {
            flow.to().setColorFill(Colors.of(Colors.BAND));
            flow.to().rectangle(x, flow.y() - height, width, height);
            flow.to().fill();
        });
        Element item = tags.begin(list, "LI");
        Element body = tags.begin(item, "LBody");
        float top = flow.y() - FACT_PADDING;
        for (TextBlock block : List.of(card.name(), card.value(), card.note())) {
            float from = top;
            tags.mark(flow.to(), body, () -> block.draw(flow.to(), x + FACT_PADDING, from, false));
            top -= block.height();
        }
        tags.end(body);
        tags.end(item);
    }

    private record Pair(TextBlock name, TextBlock value) {
        float height() {
            return Math.max(name.height(), value.height()) + 2 * LINE_PADDING;
        }
    }

    /** How it was made, a table of names and values that stays together. */
    private final class Lines {
        private final float names = flow.width() * NAME_SHARE;
        private final List<Pair> pairs = new ArrayList<>();
        private final TextBlock rows = flow.block(words.get("cover.rows"), LINE_NAME, names - BETWEEN);

        Lines(List<Line> lines) {
            for (Line line : lines) {
                pairs.add(new Pair(
                        flow.block(line.name(), LINE_NAME, names - BETWEEN),
                        flow.block(line.value(), LINE_VALUE, flow.width() - names)));
            }
        }

        float height() {
            return (float) pairs.stream().mapToDouble(Pair::height).sum() + rows.height() + 2 * LINE_PADDING;
        }

        void write(Element whole, PdfTemplate count) {
            flow.need(height());
            Element table = tags.begin(whole, "Table");
            for (Pair pair : pairs) {
                flow.need(pair.height());
                line(table, pair.name(), pair.value().said(), () -> pair.value()
                        .draw(flow.to(), flow.left() + names, flow.y() - LINE_PADDING, false));
                flow.down(pair.height());
            }
            // Known at the end, and drawn then.
            float height = rows.height();
            line(table, rows, null, () -> flow.to()
                    .addTemplate(count, flow.left() + names, flow.y() - LINE_PADDING - height));
            flow.down(height + 2 * LINE_PADDING);
            tags.end(table);
        }
    }

    private void line(Element table, TextBlock name, @Nullable String said, Runnable value) {
        Element row = tags.begin(table, "TR");
        Element head = tags.header(row, "Row");
        tags.mark(
                flow.to(), head, name.said(), () -> name.draw(flow.to(), flow.left(), flow.y() - LINE_PADDING, false));
        tags.end(head);
        Element cell = tags.begin(row, "TD");
        tags.mark(flow.to(), cell, said, value);
        tags.end(cell);
        tags.end(row);
    }
}
