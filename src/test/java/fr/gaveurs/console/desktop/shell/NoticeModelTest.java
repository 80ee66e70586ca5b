package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.shell.NoticeModel.Notice;
import org.junit.jupiter.api.Test;

class NoticeModelTest {
    private final NoticeModel model = new NoticeModel();

    @Test
    void aWarningComesBackWhereGoodNewsStoodBeforeIt() {
        model.tell(Notice.warning("w"));
        model.tell(Notice.good("g"));
        assertThat(text()).isEqualTo("g");
        model.dismiss();
        assertThat(text()).isEqualTo("w");
        model.dismiss();
        assertThat(text()).isNull();
        model.dismiss();
        assertThat(text()).isNull();
    }

    @Test
    void aWarningTakesThePlaceOfGoodNews() {
        model.tell(Notice.good("g"));
        model.tell(Notice.warning("w"));
        assertThat(text()).isEqualTo("w");
        model.dismiss();
        assertThat(text()).isNull();
    }

    @Test
    void theSameWarningIsKeptOnceAndNoMoreThanSoMany() {
        for (int i = 0; i < 3; i++) {
            model.tell(Notice.warning("w"));
        }
        model.dismiss();
        assertThat(text()).isNull();
        for (int i = 0; i < NoticeModel.WARNINGS + 3; i++) {
            model.tell(Notice.warning("w" + i));
        }
        for (int i = 0; i < NoticeModel.WARNINGS; i++) {
            assertThat(text()).isNotNull();
            model.dismiss();
        }
        assertThat(text()).isNull();
    }

    @Test
    void aWarningGoesWhenWhatItSaidIsTrueNoMoreAndOfOneSubjectTheNewestStands() {
        model.tell(Notice.warning("another"));
        model.tell(Notice.warning("approve S1", "no answer"));
        model.tell(Notice.warning("approve S1", "refused"));
        model.over("approve S2");
        assertThat(text()).isEqualTo("refused");
        model.over("approve S1");
        assertThat(text()).isEqualTo("another");
        model.dismiss();
        assertThat(text()).as("the first try's words").isNull();
    }

    @Test
    void whatWasDoneOnAScreenIsToldNoLongerThanThatIsInView() {
        model.tell(Notice.warning("backup", "the disk is full"));
        model.tell(Notice.ofScreen("approve S1", "no answer"));
        model.tell(Notice.ofScreen(NoticeModel.LAST_ACT, "refused"));
        model.left();
        assertThat(text()).as("of the window's own work").isEqualTo("the disk is full");
        model.left();
        assertThat(text()).isEqualTo("the disk is full");
    }

    private String text() {
        Notice now = model.shown().get();
        return now == null ? null : now.text();
    }
}
