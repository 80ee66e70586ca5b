package fr.gaveurs.console.backend.features.reports.format;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOWriteProgressListener;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Pages of PDFs as pictures. */
public final class PagePictures {
    private static final int BETWEEN = 12;
    private static final Color GROUND = new Color(0x9AA3AD);

    private PagePictures() {}

    /**
     * A picture of a document.
     *
     * @param pages how many the document has
     */
    public record Picture(byte[] png, int pages) {}

    /**
     * One page of a file.
     *
     * @param page from 1 on
     * @param width in pixels
     * @throws IndexOutOfBoundsException where it has no such page
     */
    public static Picture png(File pdf, int page, int width) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Picture(bytes(draw(document, page, width), () -> {}), document.getNumberOfPages());
        }
    }

    /**
     * All pages.
     *
     * @param pause called after small parts of the work
     */
    static List<byte[]> all(byte[] pdf, int width, Runnable pause) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<byte[]> pages = new ArrayList<>();
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                pause.run();
                pages.add(bytes(draw(document, i, width), pause));
            }
            return pages;
        }
    }

    /** The first pages, one below the other. */
    public static Picture first(byte[] pdf, int most, int width) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<BufferedImage> pages = new ArrayList<>();
            int height = 0;
            for (int i = 1; i <= Math.min(most, document.getNumberOfPages()); i++) {
                BufferedImage page = draw(document, i, width);
                pages.add(page);
                height += page.getHeight() + (i == 1 ? 0 : BETWEEN);
            }
            BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = all.createGraphics();
            graphics.setColor(GROUND);
            graphics.fillRect(0, 0, width, height);
            int y = 0;
            for (BufferedImage page : pages) {
                graphics.drawImage(page, 0, y, null);
                y += page.getHeight() + BETWEEN;
            }
            graphics.dispose();
            return new Picture(bytes(all, () -> {}), document.getNumberOfPages());
        }
    }

    private static BufferedImage draw(PDDocument document, int page, int width) throws IOException {
        if (page < 1 || page > document.getNumberOfPages()) {
            throw new IndexOutOfBoundsException("it has " + document.getNumberOfPages() + " pages");
        }
        float points = document.getPage(page - 1).getMediaBox().getWidth();
        int turned = document.getPage(page - 1).getRotation() % 180;
        if (turned != 0) {
            points = document.getPage(page - 1).getMediaBox().getHeight();
        }
        return new PDFRenderer(document).renderImage(page - 1, width / points, ImageType.RGB);
    }

    private static byte[] bytes(BufferedImage image, Runnable pause) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("this Java writes no PNG");
        }
        ImageWriter writer = writers.next();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        // In memory: ImageIO's own way is a temporary file.
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.addIIOWriteProgressListener(new AfterEachRow(pause));
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** A writer of PNGs tells its progress after each row of pixels. */
    private record AfterEachRow(Runnable pause) implements IIOWriteProgressListener {
        @Override
        public void imageProgress(ImageWriter source, float percentageDone) {
            pause.run();
        }

        @Override
        public void imageStarted(ImageWriter source, int index) {}

        @Override
        public void imageComplete(ImageWriter source) {}

        @Override
        public void thumbnailStarted(ImageWriter source, int index, int thumbnail) {}

        @Override
        public void thumbnailProgress(ImageWriter source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageWriter source) {}

        @Override
        public void writeAborted(ImageWriter source) {}
    }
}
