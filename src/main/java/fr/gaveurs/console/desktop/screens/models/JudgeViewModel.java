package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.models.Truth.Inspection;
import fr.gaveurs.console.api.quality.Grade;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An inspector's work without controls: which sample, which question, what was answered. */
final class JudgeViewModel {
    /** Steps of each question. */
    static final int STEPS = 5;

    /** What a step of a figure stands for: the middles of fifths of 0–1. */
    private static final double[] VALUES = {0.1, 0.3, 0.5, 0.7, 0.9};

    private static final List<Grade> GRADES = List.of(Grade.A_PLUS, Grade.A, Grade.B, Grade.C, Grade.REJECT);
    private static final double MOST_GRAMS = 5_000;
    /** Passed over in this window: more are forgotten, and come again. */
    private static final int MOST_PASSED = 500;

    /** What is asked, in its order. */
    enum Question {
        FRESHNESS,
        FAT_QUALITY,
        OXIDATION,
        GRADE;

        boolean isFigure() {
            return this != GRADE;
        }
    }

    /** A sample's key. */
    record Key(String deviceId, String sampleId, String time) {
        static Key of(BlindSample sample) {
            return new Key(sample.deviceId(), sample.sampleId(), sample.time().toString());
        }
    }

    /** What was said of a sample, to come back to it. */
    private record Said(
            BlindSample sample,
            Map<Question, Integer> steps,
            Map<Question, Double> exact,
            @Nullable Double grams) {}

    private final Deque<BlindSample> waiting = new ArrayDeque<>();
    private final Set<Key> over = new HashSet<>();
    private final Map<Question, Integer> steps = new EnumMap<>(Question.class);
    private final Map<Question, Double> exact = new EnumMap<>(Question.class);
    private @Nullable Double grams;
    private @Nullable BlindSample sample;
    private @Nullable Said last;
    private Question question = Question.FRESHNESS;
    private int judged;

    /** Somebody else judges: what the one before judged or passed over may come again, and is not theirs to correct. */
    void someoneElse() {
        waiting.clear();
        over.clear();
        last = null;
        judged = 0;
        sample = null;
        begin();
    }

    /** Samples came that might be judged; those that were here already are left out. */
    void queue(List<BlindSample> samples) {
        for (BlindSample each : samples) {
            Key key = Key.of(each);
            boolean here = sample != null && Key.of(sample).equals(key);
            if (!here
                    && !over.contains(key)
                    && waiting.stream().noneMatch(other -> Key.of(other).equals(key))) {
                waiting.add(each);
            }
        }
        if (sample == null) {
            next();
        }
    }

    /** Whether more are to be asked for. */
    boolean isShort() {
        return waiting.size() < 2;
    }

    /** What is judged now; null where nothing is to be. */
    @Nullable
    BlindSample sample() {
        return sample;
    }

    Question question() {
        return question;
    }

    /** What a question was answered with, 1–5; null: not yet, or by a figure of its own. */
    @Nullable
    Integer step(Question of) {
        return steps.get(of);
    }

    @Nullable
    Double exact(Question of) {
        return exact.get(of);
    }

    @Nullable
    Double grams() {
        return grams;
    }

    /** How many were judged in this window. */
    int judged() {
        return judged;
    }

    /** Answers the question that is asked, and goes on to the next one. */
    void answer(int step) {
        answer(question, step);
    }

    /** Answers a question with a step, 1–5. */
    void answer(Question of, int step) {
        if (sample != null && step >= 1 && step <= STEPS) {
            steps.put(of, step);
            exact.remove(of);
            question = of;
            forward();
        }
    }

    /** Leaves the question that is asked open. */
    void leaveOpen() {
        steps.remove(question);
        exact.remove(question);
        forward();
    }

    private void forward() {
        if (question.ordinal() < Question.values().length - 1) {
            question = Question.values()[question.ordinal() + 1];
        }
    }

    /** Back to the question before; false where there is none. */
    boolean back() {
        if (question == Question.FRESHNESS) {
            return false;
        }
        question = Question.values()[question.ordinal() - 1];
        return true;
    }

    /** Sets the figure that was measured exactly; null takes it back. */
    void exact(Question of, @Nullable Double value) {
        if (value == null) {
            exact.remove(of);
        } else {
            exact.put(of, value);
            steps.remove(of);
        }
    }

    void grams(@Nullable Double value) {
        grams = value;
    }

    /** Whether anything was said that could be kept. */
    boolean isAnswered() {
        return sample != null && (!steps.isEmpty() || !exact.isEmpty() || grams != null);
    }

    /** What is sent; null where nothing was said. */
    @Nullable
    Inspection inspection() {
        BlindSample now = sample;
        if (now == null || !isAnswered()) {
            return null;
        }
        Integer grade = steps.get(Question.GRADE);
        return new Inspection(
                now.deviceId(),
                now.sampleId(),
                now.time(),
                figure(Question.FRESHNESS),
                figure(Question.FAT_QUALITY),
                figure(Question.OXIDATION),
                grams,
                grade == null ? null : GRADES.get(grade - 1));
    }

    private @Nullable Double figure(Question of) {
        Double measured = exact.get(of);
        Integer step = steps.get(of);
        return measured != null ? measured : step == null ? null : (Double) VALUES[step - 1];
    }

    /** The sample was kept: on to the next one. */
    void kept() {
        BlindSample now = sample;
        if (now != null) {
            last = new Said(now, Map.copyOf(steps), Map.copyOf(exact), grams);
            judged++;
            pass();
        }
    }

    /** On to the next one without a word about this one. */
    void pass() {
        if (sample != null) {
            if (over.size() >= MOST_PASSED) {
                over.clear();
            }
            over.add(Key.of(sample));
        }
        next();
    }

    private void next() {
        sample = waiting.poll();
        begin();
    }

    private void begin() {
        steps.clear();
        exact.clear();
        grams = null;
        question = Question.FRESHNESS;
    }

    /** Whether there is one to come back to. */
    boolean hasLast() {
        return last != null;
    }

    /** Brings the one back that was judged last, to be corrected. */
    void correctLast() {
        Said said = last;
        if (said == null) {
            return;
        }
        if (sample != null) {
            waiting.addFirst(sample);
        }
        last = null;
        sample = said.sample();
        begin();
        steps.putAll(said.steps());
        exact.putAll(said.exact());
        grams = said.grams();
    }

    /** A figure 0–1 as people type it, with a comma or a point; null for what is none. */
    static @Nullable Double share(String typed) {
        return number(typed, 1);
    }

    /** Grams as people type them; null for what is none. */
    static @Nullable Double weight(String typed) {
        return number(typed, MOST_GRAMS);
    }

    private static @Nullable Double number(String typed, double most) {
        String plain = typed.strip().replace(',', '.');
        if (!plain.matches("\\d{1,4}(\\.\\d{1,6})?")) {
            return null;
        }
        double value = Double.parseDouble(plain);
        return value > most ? null : (Double) value;
    }

    static Grade grade(int step) {
        return GRADES.get(step - 1);
    }
}
