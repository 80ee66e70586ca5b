package fr.gaveurs.console.backend.platform.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadyRowsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ReadyRows ready = new ReadyRows(nanos::get);

    private static List<ReadyRows.Row> rows(int count) {
        return Collections.nCopies(count, new ReadyRows.Row("1", "{}"));
    }

    @Test
    void whatIsPutIsTakenOnce() {
        List<ReadyRows.Row> rows = rows(3);
        Long id = ready.put(rows);
        assertThat(ready.take(id + 1)).isNull();
        assertThat(ready.take(id)).isEqualTo(rows);
        assertThat(ready.take(id)).isNull();
        assertThat(ready.put(List.of())).isNull();
    }

    @Test
    void holdsNoMoreThanItsBound() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < ReadyRows.MOST / 100; i++) {
            ids.add(ready.put(rows(100)));
        }
        assertThat(ids).doesNotContainNull();
        assertThat(ready.put(rows(1))).isNull();
        assertThat(ready.take(ids.getFirst())).hasSize(100);
        assertThat(ready.put(rows(100))).isNotNull();
        assertThat(ready.put(rows(1))).isNull();
    }

    /** Of a transaction that was rolled back, or whose entries another console made. */
    @Test
    void whatNobodyTakesGoesAfterAMinute() {
        Long forgotten = ready.put(rows(ReadyRows.MOST - 1));
        nanos.addAndGet(ReadyRows.KEPT.toNanos() - 1);
        assertThat(ready.put(rows(2))).isNull();
        nanos.addAndGet(1);
        assertThat(ready.put(rows(2))).isNotNull();
        assertThat(ready.take(forgotten)).isNull();
    }
}
