package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.Keyed;

/** What models say, and how they came to it. */
public final class Models {
    private Models() {}

    /** What a model says of a sample. */
    public enum Target implements Keyed {
        /** 0–1. */
        FRESHNESS(0, 1),
        /** 0–1. */
        FAT_QUALITY(0, 1),
        /** 0–1. */
        OXIDATION(0, 1),
        /** Grams. */
        WEIGHT(0, 5_000);

        private final double least;
        private final double most;

        Target(double least, double most) {
            this.least = least;
            this.most = most;
        }

        /** The least that it can be. */
        public double least() {
            return least;
        }

        /** The most that it can be. */
        public double most() {
            return most;
        }

        /** Cut to what it can be. */
        public double within(double value) {
            return Math.clamp(value, least, most);
        }
    }

    /** How a figure is made, from the simplest on: of two that are as good, the simpler one is taken. */
    public enum Method implements Keyed {
        /** That of the grade. */
        FORMULA,
        /** A straight line over that of the grade. */
        RECALIBRATED_FORMULA,
        RIDGE,
        ELASTIC_NET,
        /** Ridge with the features' squares. */
        RIDGE_SQUARES,
        /** Elastic net with the features' squares. */
        ELASTIC_NET_SQUARES,
        BOOSTED_TREES,
        /** A file that was made elsewhere and is run outside of the console. */
        ONNX
    }

    /** What is to be known about a figure before it is believed. */
    public enum Flag implements Keyed {
        /** Nothing like it was among the samples that were learnt from: not to be trusted. */
        FAR_FROM_TRAINING,
        /** A channel that it needs has said the same in the station's last samples: not to be trusted. */
        CHANNEL_STUCK,
        /** A channel that it needs is at the end of its range: not to be trusted. */
        CHANNEL_SATURATED,
        /** Nobody knows what it learnt from, so it is not known whether the sample is like that. */
        TRAINING_UNKNOWN,
        /** Its interval was made from fewer than four groups of samples, or from such as may have been learnt from. */
        INTERVAL_NOT_ASSURED,
        /** Nobody knows how far off it may be: low and high are what there can be at all. */
        NO_INTERVAL
    }
}
