package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnKindTest {

    @Test
    void makesValuesOfTheColumnsOwnType() {
        assertThat(ColumnKind.INTEGER.parse("c", "-007")).isEqualTo(-7L);
        assertThat(ColumnKind.INTEGER.parse("c", "99999999999999999999"))
                .isEqualTo(new BigDecimal("99999999999999999999"));
        assertThat(ColumnKind.DECIMAL.parse("c", "1.50")).isEqualTo(new BigDecimal("1.50"));
        assertThat(ColumnKind.DATE.parse("c", "2150-01-31")).isEqualTo(LocalDate.of(2150, 1, 31));
        assertThat(ColumnKind.TIMESTAMP.parse("c", "2150-01-31T12:00:00.5"))
                .isEqualTo(LocalDateTime.parse("2150-01-31T12:00:00.5"));
        assertThat(ColumnKind.TIMESTAMP.parse("c", "2150-01-31")).isEqualTo(LocalDateTime.parse("2150-01-31T00:00:00"));
        assertThat(ColumnKind.TIMESTAMPTZ.parse("c", "2150-01-31T12:00:00Z"))
                .isEqualTo(OffsetDateTime.parse("2150-01-31T12:00:00Z"));
        assertThat(ColumnKind.UUID.parse("c", "2ed6657d-e927-568b-95e1-2665a8aea6a2"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
        assertThat(ColumnKind.TEXT.parse("c", "1 OR 1=1")).isEqualTo("1 OR 1=1");
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER,1.0",
        "INTEGER,abc",
        "INTEGER,''",
        "INTEGER,1e3",
        "DECIMAL,1e999999999",
        "DECIMAL,0x10",
        "BOOLEAN,yes",
        "DATE,31.01.2150",
        "DATE,2150-02-30",
        "TIMESTAMP,noon",
        "TIMESTAMPTZ,2150-01-31T12:00:00",
        "UUID,1-1-1-1-1",
        "BYTES,%%%",
        "TIME,25:00"
    })
    void refusesOtherTextsWithoutRepeatingThem(ColumnKind kind, String text) {
        assertThatThrownBy(() -> kind.parse("hadm_id", text))
                .isInstanceOf(WrongTypeException.class)
                .hasMessageContaining("Column hadm_id holds ")
                .hasMessageEndingWith("; the given value is none")
                .hasNoCause();
    }

    @Test
    void refusesACharacterThatNoDatabaseKeeps() {
        assertThatThrownBy(() -> ColumnKind.TEXT.parse("c", "a\0b")).isInstanceOf(WrongTypeException.class);
    }

    @Test
    void knowsTheTypesOfDatabases() {
        assertThat(ColumnKind.of("PostgreSQL", Types.TIMESTAMP, "timestamptz")).isEqualTo(ColumnKind.TIMESTAMPTZ);
        assertThat(ColumnKind.of("PostgreSQL", Types.OTHER, "uuid")).isEqualTo(ColumnKind.UUID);
        assertThat(ColumnKind.of("PostgreSQL", Types.VARCHAR, "mood")).isEqualTo(ColumnKind.OTHER);
        assertThat(ColumnKind.of("PostgreSQL", Types.BIT, "bool")).isEqualTo(ColumnKind.BOOLEAN);
        assertThat(ColumnKind.of("MariaDB", Types.DATE, "YEAR")).isEqualTo(ColumnKind.INTEGER);
        assertThat(ColumnKind.of("H2", Types.VARCHAR, "CHARACTER VARYING")).isEqualTo(ColumnKind.TEXT);
    }
}
