package fr.gaveurs.console.backend.features.products.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import fr.gaveurs.console.api.products.Products.LabelFormat;
import fr.gaveurs.console.api.products.Products.LabelLanguage;
import fr.gaveurs.console.api.products.Products.LabelPaper;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.api.quality.Grade;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelsTest {
    /** A code's edge without the quiet zone, mm, at least: smaller ones are not read by every telephone. */
    private static final double SMALLEST_CODE = 20;

    private static final String SIGNED = "FG_LL_20261127_0001.AbCdEfGhIjKlMnOpQrStUv";
    private static final String ADDRESS = "https://produits.maison-des-canards.example.fr/p/" + SIGNED;
    private static final double MM_PER_INCH = 25.4;

    private final Labels labels = new Labels("Maison d’Essai & Fils");

    private static Product product(String qr, boolean address, String lot) {
        return new Product(
                "FG_LL_20261127_0001",
                qr,
                address,
                "LL",
                lot,
                "ESP32_LL_01",
                "S-1",
                Instant.parse("2026-11-27T09:00:00Z"),
                Grade.A_PLUS,
                0.91,
                598.4,
                LocalDate.parse("2026-11-26"),
                LocalDate.parse("2026-11-27"),
                LocalDate.parse("2026-11-27"),
                LocalDate.parse("2026-12-11"),
                List.of("Label Rouge", "IGP Canard à foie gras du Sud-Ouest"),
                Instant.parse("2026-11-27T09:05:00Z"),
                "Luc",
                Status.ACTIVE,
                null,
                null);
    }

    private static Product product() {
        return product(ADDRESS, true, "LOT-20261123-017");
    }

    /** As readers do, a picture is enlarged first: at 96 dpi a square of the code has but two and a half pixels. */
    private static String decode(BufferedImage taken) throws Exception {
        BufferedImage image =
                new BufferedImage(3 * taken.getWidth(), 3 * taken.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(taken, 0, 0, image.getWidth(), image.getHeight(), null);
        graphics.dispose();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                        Map.of(
                                DecodeHintType.TRY_HARDER,
                                true,
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(BarcodeFormat.QR_CODE)))
                .getText();
    }

    private static BufferedImage page(byte[] pdf, int page, float dpi) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, dpi);
        }
    }

    /** One label of a page. */
    private static BufferedImage cut(BufferedImage page, LabelSize size, int place, double dpi) {
        double scale = dpi / MM_PER_INCH;
        int column = place % size.columns();
        int row = place / size.columns();
        return page.getSubimage(
                (int) ((size.left() + column * size.stepX()) * scale),
                (int) ((size.top() + row * size.stepY()) * scale),
                (int) (size.width() * scale),
                (int) (size.height() * scale));
    }

    /** Where the code lies on a label, in pixels. */
    private record Square(double x, double y, double edge) {}

    /** Without its quiet zone, mm. */
    private static double codeEdge(LabelDrawing drawing) {
        return drawing.qr().size() * drawing.square();
    }

    private static Square square(LabelSize size, double dpi) {
        LabelDrawing drawing = LabelLayout.of(product(), ADDRESS, size, LabelLanguage.FR, null);
        double scale = dpi / MM_PER_INCH;
        return new Square(drawing.qrX() * scale, drawing.qrY() * scale, codeEdge(drawing) * scale);
    }

    @ParameterizedTest
    @EnumSource(LabelPaper.class)
    void aPrintedLabelIsReadAgainAt96DpiWith15PercentOfItDirty(LabelPaper paper) throws Exception {
        int dpi = 96;
        LabelSize size = LabelSize.of(paper);
        byte[] pdf = labels.sheet(List.of(product()), paper, LabelLanguage.FR, 0, 1, "test")
                .bytes();
        Square code = square(size, dpi);
        // 15 % of the code's area: dirt or ink in the middle, a tear at an edge. Not over its four marks: without one
        // of
        // them this reader finds no code, however much is left of it.
        double dirt = code.edge() * Math.sqrt(0.15);
        List<double[]> places = List.of(
                new double[] {(code.edge() - dirt) / 2, (code.edge() - dirt) / 2},
                new double[] {(code.edge() - dirt) / 2, code.edge() - dirt},
                new double[] {(code.edge() - dirt) / 2, 0},
                new double[] {code.edge() - dirt, (code.edge() - dirt) / 2});
        for (Color color : List.of(Color.WHITE, Color.BLACK)) {
            for (double[] place : places) {
                BufferedImage label = cut(page(pdf, 0, dpi), size, 0, dpi);
                Graphics2D graphics = label.createGraphics();
                graphics.setColor(color);
                graphics.fillRect(
                        (int) Math.round(code.x() + place[0]),
                        (int) Math.round(code.y() + place[1]),
                        (int) Math.floor(dirt),
                        (int) Math.floor(dirt));
                graphics.dispose();
                assertThat(decode(label)).isEqualTo(ADDRESS);
            }
        }
    }

    @Test
    void everyLabelOfASheetLiesOnItsPlaceAndIsRead() throws Exception {
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            products.add(
                    product(ADDRESS.replace("_0001", String.format(java.util.Locale.ROOT, "_%04d", i)), true, "L"));
        }
        LabelSize size = LabelSize.of(LabelPaper.AVERY_L7160);
        byte[] pdf = labels.sheet(products, LabelPaper.AVERY_L7160, LabelLanguage.FR, 4, 1, "L")
                .bytes();

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(document.getPage(0).getMediaBox().getWidth() / 72 * MM_PER_INCH)
                    .isBetween(209.9, 210.1);
            assertThat(document.getPage(0).getMediaBox().getHeight() / 72 * MM_PER_INCH)
                    .isBetween(296.9, 297.1);
        }
        BufferedImage first = page(pdf, 0, 96);
        BufferedImage second = page(pdf, 1, 96);
        for (int i = 0; i < products.size(); i++) {
            int place = (4 + i) % 21;
            assertThat(decode(cut(i < 17 ? first : second, size, place, 96)))
                    .isEqualTo(products.get(i).qr());
        }
        // The places before the first one are left white.
        BufferedImage skipped = cut(first, size, 3, 96);
        for (int rgb :
                skipped.getRGB(4, 4, skipped.getWidth() - 8, skipped.getHeight() - 8, null, 0, skipped.getWidth())) {
            assertThat(rgb == 0 ? Color.WHITE.getRGB() : rgb).isEqualTo(Color.WHITE.getRGB());
        }
    }

    @Test
    void copiesFollowOneAnother() throws Exception {
        byte[] pdf = labels.sheet(List.of(product()), LabelPaper.ROLL_62, LabelLanguage.EN, 0, 3, "x")
                .bytes();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
        }
    }

    @Test
    void theFactsCanBeReadInBothLanguages() throws Exception {
        assertThat(text(labels.one(product(), LabelFormat.PDF, LabelPaper.ROLL_62, LabelLanguage.FR, 300)
                        .bytes()))
                .contains("Maison d’Essai & Fils")
                .contains("Foie gras de canard cru")
                .contains("Qualité A+ · environ 598 g")
                .contains("Lot LOT-20261123-017")
                .contains("Emballé le 27/11/2026")
                .containsSubsequence("À consommer de", "préférence avant le", "11/12/2026")
                .doesNotContain("…")
                .contains("Label Rouge")
                .contains("FG_LL_20261127_0001")
                .doesNotContain("Code en texte");
        assertThat(text(labels.one(product(), LabelFormat.PDF, LabelPaper.AVERY_L7160, LabelLanguage.EN, 300)
                        .bytes()))
                .contains("Best before")
                .contains("11 Dec 2026");
    }

    @Test
    void withoutAPublicAddressTheLabelSaysSo() throws Exception {
        Product plain = product(SIGNED, false, "L");
        byte[] pdf = labels.one(plain, LabelFormat.PDF, LabelPaper.AVERY_L7160, LabelLanguage.FR, 300)
                .bytes();

        assertThat(text(pdf)).contains("Code en texte, sans page web");
        assertThat(decode(cut(page(pdf, 0, 96), LabelSize.of(LabelPaper.AVERY_L7160), 0, 96)))
                .isEqualTo(SIGNED);
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void thePictureIsRead() throws Exception {
        for (int dpi : new int[] {150, 300, 600}) {
            Labels.LabelFile png = labels.one(product(), LabelFormat.PNG, LabelPaper.ROLL_62, LabelLanguage.FR, dpi);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.bytes()));
            assertThat(image.getWidth()).isEqualTo((int) Math.round(62 * dpi / MM_PER_INCH));
            assertThat(decode(image)).isEqualTo(ADDRESS);
        }
    }

    @Test
    void theDrawingIsWellFormedWhateverIsWrittenOnIt() throws Exception {
        Product odd = product(ADDRESS, true, "<script>&\"'\u0001 \u202Eabc \uD83E\uDD86 عربي");
        byte[] svg = labels.one(odd, LabelFormat.SVG, LabelPaper.ROLL_62, LabelLanguage.FR, 300)
                .bytes();

        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg))
                .getDocumentElement();
        assertThat(root.getAttribute("width")).isEqualTo("62mm");
        assertThat(new String(svg, StandardCharsets.UTF_8)).doesNotContain("<script>");
        assertThat(labels.one(odd, LabelFormat.PNG, LabelPaper.ROLL_62, LabelLanguage.FR, 300)
                        .bytes())
                .isNotEmpty();
        assertThat(labels.one(odd, LabelFormat.PDF, LabelPaper.ROLL_62, LabelLanguage.FR, 300)
                        .bytes())
                .isNotEmpty();
    }

    /** By lot and product everything is found again: neither is cut off where there is room. */
    @ParameterizedTest
    @EnumSource(LabelPaper.class)
    void theWholeLotAndIdStandOnTheLabel(LabelPaper paper) {
        for (LabelLanguage language : LabelLanguage.values()) {
            for (String lot : List.of("LOT-20261127-MT11-0042", "W".repeat(24), "LOT 2026/11/27 Mont-de-Marsan 11")) {
                for (boolean isAddress : new boolean[] {true, false}) {
                    LabelDrawing drawing = LabelLayout.of(
                            product(SIGNED, isAddress, lot), SIGNED, LabelSize.of(paper), language, "Maison d’Essai");
                    String all = drawing.lines().stream()
                            .map(LabelDrawing.Line::text)
                            .collect(java.util.stream.Collectors.joining());
                    assertThat(all).contains(lot, "FG_LL_20261127_0001").doesNotContain("…");
                    assertThat(drawing.lines())
                            .allSatisfy(line -> assertThat(line.size()).isGreaterThanOrEqualTo(1.7));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LabelPaper.class)
    void codesAreLargeEnoughAndNothingLeavesTheLabel(LabelPaper paper) {
        LabelSize size = LabelSize.of(paper);
        for (String base : List.of("", "https://a.fr/p/", "https://" + "a".repeat(68) + ".fr/p/")) {
            for (String lot : List.of("L", "LOT " + "W".repeat(190))) {
                LabelDrawing drawing = LabelLayout.of(
                        product(base + SIGNED, !base.isEmpty(), lot),
                        base + SIGNED,
                        size,
                        LabelLanguage.FR,
                        "M".repeat(80));

                assertThat(codeEdge(drawing)).isGreaterThanOrEqualTo(SMALLEST_CODE);
                assertThat(drawing.qrX()).isGreaterThanOrEqualTo(LabelQr.QUIET * drawing.square());
                assertThat(drawing.lines()).allSatisfy(line -> {
                    assertThat(line.x() + LabelFonts.width(line.text(), line.size(), line.strong()))
                            .isLessThanOrEqualTo(size.width());
                    assertThat(line.x())
                            .isGreaterThanOrEqualTo(
                                    drawing.qrX() + codeEdge(drawing) + LabelQr.QUIET * drawing.square());
                    assertThat(line.y()).isBetween(0.0, size.height());
                });
                for (int i = 1; i < drawing.lines().size(); i++) {
                    assertThat(drawing.lines().get(i).y()
                                    - drawing.lines().get(i).size() * 0.75)
                            .as("lines do not run into each other: %s", drawing.lines())
                            .isGreaterThanOrEqualTo(drawing.lines().get(i - 1).y());
                }
            }
        }
    }

    @Test
    void aPageWithoutACodeIsReadAsNone() {
        BufferedImage white = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> decode(white)).isInstanceOf(NotFoundException.class);
    }
}
