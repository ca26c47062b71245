package org.fhirriver.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DidYouMeanTest {

    private static final List<String> KNOWN = List.of("birthDate", "gender", "name", "telecom");

    @Test
    void findsTheNameWithTheFewestSlips() {
        assertThat(DidYouMean.nearest("brithDate", KNOWN)).contains("birthDate");
        assertThat(DidYouMean.nearest("birthdate", KNOWN)).contains("birthDate");
        assertThat(DidYouMean.nearest("names", KNOWN)).contains("name");
    }

    @Test
    void findsNothingWhenNothingIsNear() {
        assertThat(DidYouMean.nearest("colour", KNOWN)).isEmpty();
        assertThat(DidYouMean.nearest("id", KNOWN)).isEmpty();
    }

    @Test
    void endsAMessage() {
        assertThat(DidYouMean.hint("gendr", KNOWN)).isEqualTo("; did you mean 'gender'?");
        assertThat(DidYouMean.hint("colour", KNOWN)).isEmpty();
    }
}
