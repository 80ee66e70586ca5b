package fr.gaveurs.console.backend.features.products.labels;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;

/** One label as a picture. */
final class LabelPictures {
    private static final double MM_PER_INCH = 25.4;

    private LabelPictures() {}

    /** Grey, the code's squares each of whole pixels. */
    static byte[] png(LabelDrawing label, int dpi) {
        double scale = dpi / MM_PER_INCH;
        BufferedImage image = new BufferedImage(
                (int) Math.round(label.width() * scale),
                (int) Math.round(label.height() * scale),
                BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setColor(Color.BLACK);
            int square = Math.max(1, (int) Math.floor(label.square() * scale));
            int x = (int) Math.round(label.qrX() * scale);
            int y = (int) Math.round(label.qrY() * scale);
            label.qr()
                    .forEachRun((column, row, length) ->
                            graphics.fillRect(x + column * square, y + row * square, length * square, square));
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            Font regular = LabelFonts.forPictures(false);
            Font strong = LabelFonts.forPictures(true);
            for (LabelDrawing.Line line : label.lines()) {
                graphics.setFont((line.strong() ? strong : regular).deriveFont((float) (line.size() * scale)));
                graphics.drawString(line.text(), (float) (line.x() * scale), (float) (line.y() * scale));
            }
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** In mm, for a program that prints. */
    static byte[] svg(LabelDrawing label) {
        StringBuilder svg = new StringBuilder(4_096);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(figure(label.width()));
        svg.append("mm\" height=\"").append(figure(label.height()));
        svg.append("mm\" viewBox=\"0 0 ").append(figure(label.width())).append(' ');
        svg.append(figure(label.height())).append("\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        svg.append("<path shape-rendering=\"crispEdges\" transform=\"translate(");
        svg.append(figure(label.qrX())).append(' ').append(figure(label.qrY())).append(") scale(");
        svg.append(figure(label.square())).append(")\" d=\"");
        label.qr().forEachRun((column, row, length) -> svg.append('M')
                .append(column)
                .append(' ')
                .append(row)
                .append('h')
                .append(length)
                .append("v1h-")
                .append(length)
                .append('z'));
        svg.append("\"/>\n<g font-family=\"Roboto, Arial, sans-serif\">\n");
        for (LabelDrawing.Line line : label.lines()) {
            svg.append("<text x=\"").append(figure(line.x())).append("\" y=\"").append(figure(line.y()));
            svg.append("\" font-size=\"").append(figure(line.size()));
            svg.append(line.strong() ? "\" font-weight=\"500\">" : "\">");
            svg.append(escaped(line.text())).append("</text>\n");
        }
        return svg.append("</g>\n</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\p{Cc}", " ");
    }
}
