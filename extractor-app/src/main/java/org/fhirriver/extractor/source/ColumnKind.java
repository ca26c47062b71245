package org.fhirriver.extractor.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the values of a column are, whatever the database calls it. */
enum ColumnKind {
    INTEGER("whole numbers", Types.JAVA_OBJECT, ColumnKind::integer),
    DECIMAL("decimal numbers", Types.JAVA_OBJECT, ColumnKind::decimal),
    REAL("decimal numbers", Types.JAVA_OBJECT, text -> decimal(text).floatValue()),
    DOUBLE("decimal numbers", Types.JAVA_OBJECT, text -> decimal(text).doubleValue()),
    BOOLEAN("true or false", Types.JAVA_OBJECT, ColumnKind::bool),
    DATE("dates like 2020-01-31", Types.JAVA_OBJECT, LocalDate::parse),
    TIMESTAMP("timestamps like 2020-01-31T12:00:00", Types.JAVA_OBJECT, ColumnKind::timestamp),
    TIMESTAMPTZ("timestamps with a zone like 2020-01-31T12:00:00Z", Types.JAVA_OBJECT, OffsetDateTime::parse),
    TIME("times like 12:00:00", Types.JAVA_OBJECT, LocalTime::parse),
    UUID("UUIDs", Types.JAVA_OBJECT, ColumnKind::uuid),
    BYTES("bytes in base64", Types.JAVA_OBJECT, text -> Base64.getDecoder().decode(text)),
    TEXT("text", Types.VARCHAR, ColumnKind::text),
    /** A type of the database's own, compared by the database from its text. */
    OTHER("values of the database's own type", Types.OTHER, ColumnKind::text);

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,200}(\\.[0-9]{1,200})?");
    private static final Pattern HEXADECIMAL_UUID =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Set<String> POSTGRESQL_TEXT = Set.of("varchar", "text", "bpchar", "char", "name");
    /** So many digits may be more than a long holds. */
    private static final int DIGITS_OF_LONG = 19;

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String description;
    private final int jdbcType;

    @SuppressWarnings("ImmutableEnumChecker") // The parsers are functions without any state.
    private final Function<String, Object> parser;

    ColumnKind(String description, int jdbcType, Function<String, Object> parser) {
        this.description = description;
        this.jdbcType = jdbcType;
        this.parser = parser;
    }

    /** The JDBC type to bind values with. */
    int jdbcType() {
        return jdbcType;
    }

    /** The value that a canonical text stands for, in the class that the drivers bind. */
    Object parse(String column, String text) {
        try {
            return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new WrongTypeException(column, description);
        }
    }

    /**
     * The kind of a column.
     *
     * @param product the database's name, as its driver tells it
     * @param jdbcType one of {@link Types}
     * @param typeName the database's own name of the type
     */
    static ColumnKind of(String product, int jdbcType, String typeName) {
        boolean postgresql = product.equals("PostgreSQL");
        String name = typeName.toLowerCase(Locale.ROOT);
        return switch (jdbcType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.REAL -> REAL;
            case Types.FLOAT, Types.DOUBLE -> DOUBLE;
            case Types.BOOLEAN -> BOOLEAN;
            case Types.BIT -> postgresql && !name.equals("bool") ? OTHER : BOOLEAN;
            case Types.DATE -> name.equals("year") ? INTEGER : DATE;
            case Types.TIMESTAMP -> name.equals("timestamptz") ? TIMESTAMPTZ : TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMPTZ;
            case Types.TIME -> name.equals("timetz") ? OTHER : TIME;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> name.equals("uuid") ? UUID : BYTES;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB ->
                postgresql && !POSTGRESQL_TEXT.contains(name) ? OTHER : TEXT;
            case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.NCLOB -> TEXT;
            default -> name.equals("uuid") ? UUID : postgresql ? OTHER : TEXT;
        };
    }

    private static Object integer(String text) {
        if (isShortNumber(text)) {
            return Long.parseLong(text);
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("No whole number");
        }
        BigInteger number = new BigInteger(text);
        boolean fits = number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
        return fits ? (Object) number.longValue() : new BigDecimal(number);
    }

    /** Whether a text is surely a number that fits, as nearly all are. */
    private static boolean isShortNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() < DIGITS_OF_LONG;
    }

    private static BigDecimal decimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("No decimal number");
        }
        return new BigDecimal(text);
    }

    private static Object bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("Neither true nor false");
        }
        return text.equals("true");
    }

    private static Object timestamp(String text) {
        return text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
    }

    private static Object uuid(String text) {
        if (!HEXADECIMAL_UUID.matcher(text).matches()) {
            throw new IllegalArgumentException("No UUID");
        }
        return java.util.UUID.fromString(text);
    }

    private static Object text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("No database keeps the character NUL");
        }
        return text;
    }
}
