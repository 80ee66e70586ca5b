package fr.gaveurs.console.desktop.kit;

/** The order of names with numbers in them. */
public final class NaturalOrder {
    private NaturalOrder() {}

    /** Numbers inside by their value, as a person counts: 2 before 10. Never 0 for texts that differ. */
    public static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a.charAt(i)) && digit(b.charAt(j))) {
                int endA = number(a, i);
                int endB = number(b, j);
                String left = a.substring(significant(a, i, endA), endA);
                String right = b.substring(significant(b, j, endB), endB);
                int order = left.length() == right.length()
                        ? left.compareTo(right)
                        : Integer.compare(left.length(), right.length());
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest == 0 ? a.compareTo(b) : rest;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int significant(String text, int from, int end) {
        int start = from;
        while (start < end - 1 && text.charAt(start) == '0') {
            start++;
        }
        return start;
    }
}
