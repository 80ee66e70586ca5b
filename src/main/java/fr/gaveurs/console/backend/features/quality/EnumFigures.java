package fr.gaveurs.console.backend.features.quality;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Figures by the constants of an enum, in their order, as a map that cannot be changed: over an array of doubles, in
 * which NaN stands for a figure that is missing. Nothing is boxed until somebody asks for it.
 */
final class EnumFigures<K extends Enum<K>> extends AbstractMap<K, Double> {
    private final K[] keys;
    private final double[] figures;

    /**
     * @param keys all constants
     * @param figures by ordinal, not to be changed any more
     */
    EnumFigures(K[] keys, double[] figures) {
        this.keys = keys;
        this.figures = figures;
    }

    /** A figure of any such map; NaN where it is missing. */
    static <K extends Enum<K>> double figure(Map<K, Double> map, K key) {
        if (map instanceof EnumFigures<K> own) {
            return own.figures[key.ordinal()];
        }
        Double figure = map.get(key);
        return figure == null ? Double.NaN : figure;
    }

    @Override
    public int size() {
        int size = 0;
        for (double figure : figures) {
            size += Double.isNaN(figure) ? 0 : 1;
        }
        return size;
    }

    @Override
    public @Nullable Double get(@Nullable Object key) {
        double figure = figure(key);
        return Double.isNaN(figure) ? null : (Double) figure;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return !Double.isNaN(figure(key));
    }

    private double figure(@Nullable Object key) {
        return key instanceof Enum<?> constant && constant.getDeclaringClass() == keys[0].getDeclaringClass()
                ? figures[constant.ordinal()]
                : Double.NaN;
    }

    @Override
    public Set<Map.Entry<K, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return EnumFigures.this.size();
            }

            @Override
            public Iterator<Map.Entry<K, Double>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<K, Double>> {
        private int next = from(0);

        private int from(int begin) {
            int at = begin;
            while (at < figures.length && Double.isNaN(figures[at])) {
                at++;
            }
            return at;
        }

        @Override
        public boolean hasNext() {
            return next < figures.length;
        }

        @Override
        public Map.Entry<K, Double> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<K, Double> entry = Map.entry(keys[next], figures[next]);
            next = from(next + 1);
            return entry;
        }
    }
}
