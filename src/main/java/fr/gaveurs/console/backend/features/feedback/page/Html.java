package fr.gaveurs.console.backend.features.feedback.page;

/** Writes HTML: whatever is text is escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder(16_384);

    /** Marks of our own, as they are. */
    Html raw(String marks) {
        out.append(marks);
        return this;
    }

    /** Somebody's text, in an element or between the quotation marks of an attribute. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return this;
    }

    /** An element that holds a text alone; its direction is that of the text, not of the page. */
    Html element(String name, String text) {
        int end = name.indexOf(' ');
        out.append('<').append(name).append('>');
        text(text);
        out.append("</").append(name, 0, end < 0 ? name.length() : end).append('>');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
