package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.feedback.Feedbacks.HeldFor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Un vrai régal, la texture fond en bouche.",
                "Le chef en a mis dans sa salade, disputé par tous les convives",
                "A bite of heaven",
                "Reçu de mon député ; assassin pour la ligne !",
                "Scunthorpe, Cockburn et Penistone approuvent",
                "Voir https://maison.example.fr",
                "Prix : 25.50 fr. le bloc",
                "Il y a à boire et à manger, p. ex. du foie gras !",
                "Плохо не было, очень вкусно",
                "كبد البط لذيذ جدا",
                "🦆🦆🦆 10/10 !!!",
                ""
            })
    void whatPeopleUsuallySayIsNotHeld(String comment) {
        assertThat(CommentCheck.of(comment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C'est de la merde",
                "MERDE alors",
                "Putain de foie",
                "enculé",
                "encule\u0301s",
                "this is bullshit",
                "f\u200Bucking awful",
                "sh1t",
                "c0nnard !",
                "m\u0435rd\u0435",
                "\uFF46\uFF55\uFF43\uFF4B this",
                "quelle p u t e",
                "f.u.c.k it",
                "S-H-I-T"
            })
    void whatNobodyShouldHaveToReadIsHeld(String comment) {
        assertThat(CommentCheck.of(comment)).containsExactly(HeldFor.PROFANITY);
    }

    @Test
    void twoLinksAreAFlood() {
        assertThat(CommentCheck.of("buy http://a.example and www.b.example")).containsExactly(HeldFor.LINKS);
        assertThat(CommentCheck.of("casino-777.com casino-778.com")).containsExactly(HeldFor.LINKS);
        assertThat(CommentCheck.of("merde.com putain.com http://x.y"))
                .containsExactlyInAnyOrder(HeldFor.LINKS, HeldFor.PROFANITY);
    }

    @Test
    void noCommentIsNoReason() {
        assertThat(CommentCheck.of(null)).isEmpty();
    }
}
