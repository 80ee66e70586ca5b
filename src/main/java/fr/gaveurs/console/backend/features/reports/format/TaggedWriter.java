package fr.gaveurs.console.backend.features.reports.format;

import java.io.OutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfDocument;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A writer whose pages have their place in a structure tree that somebody else writes: the library's own would hold every
 * cell of every table until the end.
 */
final class TaggedWriter extends PdfWriter {
    private TaggedWriter(PdfDocument pdf, OutputStream out) {
        super(pdf, out);
        setPdfVersion(VERSION_1_7);
        // Each page then says which entry of the tree of parents is its own: from 0 on, as they end.
        setTagged();
        // Thousands of small elements take a tenth of the room in compressed object streams.
        setFullCompression();
    }

    static TaggedWriter of(Document document, OutputStream out) {
        PdfDocument pdf = new PdfDocument();
        document.addDocListener(pdf);
        TaggedWriter writer = new TaggedWriter(pdf, out);
        pdf.addWriter(writer);
        writer.setCloseStream(false);
        return writer;
    }

    @Override
    public void close() {
        // All pages are over: what the library knows of structure is nothing but their numbers.
        tagged = false;
        super.close();
    }
}
