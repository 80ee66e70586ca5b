package fr.gaveurs.console.backend.features.reports.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfIndirectReference;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The structure tree of a PDF: what is a heading, a paragraph, a table, a figure, in the order in which it is read, for those
 * who hear it. Each element goes out as soon as it is over, so that a long table holds a reference for each row and no cell.
 */
final class PdfTags {
    private static final PdfName ARTIFACT = new PdfName("Artifact");
    private static final PdfName STRUCT_ELEM = new PdfName("StructElem");
    private static final PdfName SUBTYPE = new PdfName("Subtype");
    private static final PdfName TYPE = new PdfName("Type");

    private final PdfWriter writer;
    private final PdfIndirectReference root;
    private final Element document;
    /** Of the page that is written: whose each marked piece is. */
    private List<PdfObject> owners = new ArrayList<>();
    /** Of each page that is over: the list of its owners. */
    private final List<PdfObject> pages = new ArrayList<>();

    PdfTags(PdfWriter writer) {
        this.writer = writer;
        root = writer.getPdfIndirectReference();
        document = new Element(root, "Document");
    }

    /** Part of the tree. */
    final class Element {
        private final PdfIndirectReference reference = writer.getPdfIndirectReference();
        private final PdfIndirectReference parent;
        private final String role;
        private final PdfArray kids = new PdfArray();
        private final PdfDictionary said = new PdfDictionary();
        private @Nullable PdfIndirectReference page;
        private int pageNumber;

        private Element(PdfIndirectReference parent, String role) {
            this.parent = parent;
            this.role = role;
        }

        /** What is said in place of a picture. */
        Element alternative(String text) {
            said.put(PdfName.ALT, unicode(text));
            return this;
        }

        /** @param attributes of the owner, such as {@code Table} */
        Element attributes(String owner, PdfDictionary attributes) {
            attributes.put(PdfName.O, new PdfName(owner));
            said.put(PdfName.A, attributes);
            return this;
        }

        private void add(int mark) {
            PdfIndirectReference now = writer.getCurrentPage();
            if (page == null) {
                page = now;
                pageNumber = writer.getPageNumber();
            }
            if (pageNumber == writer.getPageNumber()) {
                kids.add(new PdfNumber(mark));
                return;
            }
            PdfDictionary elsewhere = new PdfDictionary(PdfName.MCR);
            elsewhere.put(PdfName.PG, now);
            elsewhere.put(PdfName.MCID, new PdfNumber(mark));
            kids.add(elsewhere);
        }

        private PdfDictionary dictionary() {
            PdfDictionary dictionary = new PdfDictionary(STRUCT_ELEM);
            dictionary.put(PdfName.S, new PdfName(role));
            dictionary.put(PdfName.P, parent);
            if (page != null) {
                dictionary.put(PdfName.PG, page);
            }
            if (!kids.isEmpty()) {
                dictionary.put(PdfName.K, kids);
            }
            dictionary.mergeDifferent(said);
            return dictionary;
        }
    }

    /** The whole. */
    Element document() {
        return document;
    }

    private static PdfString unicode(String text) {
        return new PdfString(text, PdfObject.TEXT_UNICODE);
    }

    /** Begins an element; it comes after those that its parent has already. */
    Element begin(Element parent, String role) {
        Element element = new Element(parent.reference, role);
        parent.kids.add(element.reference);
        return element;
    }

    /** Nothing more comes into it: it goes out. */
    void end(Element element) {
        write(element.dictionary(), element.reference);
    }

    /**
     * A heading cell of a table.
     *
     * @param scope whose heading it is: {@code Column} or {@code Row}
     */
    Element header(Element row, String scope) {
        PdfDictionary attributes = new PdfDictionary();
        attributes.put(new PdfName("Scope"), new PdfName(scope));
        return begin(row, "TH").attributes("Table", attributes);
    }

    /** Draws what belongs to an element, on the page that is being written. */
    void mark(PdfContentByte to, Element element, Runnable draw) {
        mark(to, element, null, draw);
    }

    /**
     * As {@link #mark(PdfContentByte, Element, Runnable)}, the only piece of its element.
     *
     * @param said the text as it is said, where it is drawn in another order; null: as it is drawn
     */
    void mark(PdfContentByte to, Element element, @Nullable String said, Runnable draw) {
        PdfDictionary properties = new PdfDictionary();
        properties.put(PdfName.MCID, new PdfNumber(owners.size()));
        if (said != null) {
            // At the element: programs that copy texts by their places put those of pieces into order once more.
            element.said.put(PdfName.ACTUALTEXT, unicode(said));
        }
        element.add(owners.size());
        owners.add(element.reference);
        to.beginMarkedContentSequence(new PdfName(element.role), properties, true);
        draw.run();
        to.endMarkedContentSequence();
    }

    /** Draws what is no part of what the report says: lines, backgrounds, what repeats. */
    void artifact(PdfContentByte to, Runnable draw) {
        to.beginMarkedContentSequence(ARTIFACT);
        draw.run();
        to.endMarkedContentSequence();
    }

    /**
     * Draws the head or the foot of a page.
     *
     * @param which {@code Header} or {@code Footer}
     */
    void pagination(PdfContentByte to, String which, Runnable draw) {
        PdfDictionary properties = new PdfDictionary();
        properties.put(TYPE, new PdfName("Pagination"));
        properties.put(SUBTYPE, new PdfName(which));
        to.beginMarkedContentSequence(ARTIFACT, properties, true);
        draw.run();
        to.endMarkedContentSequence();
    }

    /** A page is over. */
    void pageEnded() {
        pages.add(write(new PdfArray(owners), null));
        owners = new ArrayList<>();
    }

    /** All pages are over: writes what holds the tree together, and names it in the document's catalog. */
    void close() {
        end(document);
        PdfArray numbers = new PdfArray();
        for (int i = 0; i < pages.size(); i++) {
            numbers.add(new PdfNumber(i));
            numbers.add(pages.get(i));
        }
        PdfDictionary parents = new PdfDictionary();
        parents.put(PdfName.NUMS, numbers);
        PdfDictionary tree = new PdfDictionary(PdfName.STRUCTTREEROOT);
        tree.put(PdfName.K, new PdfArray(document.reference));
        tree.put(PdfName.PARENTTREE, write(parents, null));
        tree.put(PdfName.PARENTTREENEXTKEY, new PdfNumber(pages.size()));
        PdfDictionary marked = new PdfDictionary();
        marked.put(PdfName.MARKED, PdfBoolean.PDFTRUE);
        PdfDictionary catalog = writer.getExtraCatalog();
        catalog.put(PdfName.STRUCTTREEROOT, write(tree, root));
        catalog.put(PdfName.MARKINFO, marked);
    }

    private PdfIndirectReference write(PdfObject object, @Nullable PdfIndirectReference as) {
        try {
            return (as == null ? writer.addToBody(object) : writer.addToBody(object, as)).getIndirectReference();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
