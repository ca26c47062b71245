package org.fhirriver.mapping.userfunctions;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.mapping.record.CanonicalTime;
import org.jspecify.annotations.Nullable;

/** A static method as a function; where an argument is empty, so is the result, and the method is not called. */
record UserFunction(String name, int minArguments, int maxArguments, Method method, String file)
        implements CustomFunction {

    private static final Set<Class<?>> PARAMETERS = Set.of(
            String.class,
            Integer.class,
            int.class,
            Long.class,
            long.class,
            BigDecimal.class,
            Boolean.class,
            boolean.class,
            List.class,
            Object.class);
    private static final Set<Class<?>> RESULTS = Set.of(
            String.class,
            Integer.class,
            int.class,
            Long.class,
            long.class,
            BigDecimal.class,
            BigInteger.class,
            Boolean.class,
            boolean.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            OffsetDateTime.class,
            Instant.class,
            Map.class,
            List.class,
            Object.class);

    static UserFunction of(Method method, String file) {
        int count = method.getParameterCount();
        return new UserFunction(method.getName(), count, count, method, file);
    }

    /** Why a method cannot be a function. */
    static Optional<String> unusable(Method method) {
        for (Class<?> type : method.getParameterTypes()) {
            if (!PARAMETERS.contains(type)) {
                return Optional.of("takes a " + type.getSimpleName()
                        + ": a function takes String, Integer, Long, BigDecimal, Boolean, List or Object");
            }
        }
        Class<?> result = method.getReturnType();
        if (result == double.class || result == Double.class || result == float.class || result == Float.class) {
            return Optional.of("returns a " + result.getSimpleName() + ", which loses digits: return a BigDecimal");
        }
        return RESULTS.contains(result)
                ? Optional.empty()
                : Optional.of("returns a " + result.getSimpleName()
                        + ": a function returns text, a number, a boolean, a date or time, a Map or a List");
    }

    @Override
    public Body bind(Position position, List<Argument> arguments) {
        return this::call;
    }

    private @Nullable Object call(Evaluation evaluation, @Nullable Object input, @Nullable Object[] arguments) {
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            Object value = value(arguments[i], method.getParameterTypes()[i], i + 1);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        try {
            return plain(method.invoke(null, values));
        } catch (InvocationTargetException e) {
            // What was thrown may name values of the record, so only its kind is told.
            Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
            throw new ValueProblem(name + "() threw " + thrown.getClass().getSimpleName() + where(thrown));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A public method of a public class can be called", e);
        }
    }

    private String where(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(method.getDeclaringClass().getName()) && frame.getLineNumber() > 0) {
                return " in " + file + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    private @Nullable Object value(@Nullable Object argument, Class<?> type, int number) {
        if (type == List.class) {
            List<Object> items = new ArrayList<>();
            Items.list(argument).forEach(item -> items.add(item(item)));
            return items;
        }
        String what = "Argument " + number + " of " + name + "()";
        Object value = Items.value(Items.single(argument, what));
        if (value == null) {
            return null;
        }
        Object converted = converted(value, type);
        if (converted == null) {
            throw new ValueProblem(what + " does not convert to " + type.getSimpleName());
        }
        return converted;
    }

    private static Object item(Object item) {
        Object value = Items.value(item);
        return value == null ? item : value;
    }

    private static @Nullable Object converted(Object value, Class<?> type) {
        if (type == Object.class || type.isInstance(value)) {
            return value;
        }
        if (type == String.class) {
            return value instanceof Map || value instanceof List ? null : text(value);
        }
        if (type == boolean.class) {
            return value instanceof Boolean ? value : null;
        }
        return value instanceof Number ? number(new BigDecimal(value.toString()), type) : null;
    }

    private static String text(Object value) {
        return value instanceof Number number ? Numbers.text(number) : value.toString();
    }

    private static @Nullable Object number(BigDecimal number, Class<?> type) {
        if (type == BigDecimal.class) {
            return number;
        }
        try {
            if (type == Integer.class || type == int.class) {
                return number.intValueExact();
            }
            return type == Long.class || type == long.class ? number.longValueExact() : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Object plain(@Nullable Object result) {
        if (result instanceof LocalDate date) {
            return CanonicalTime.text(date);
        }
        if (result instanceof LocalDateTime timestamp) {
            return CanonicalTime.text(timestamp);
        }
        if (result instanceof LocalTime time) {
            return CanonicalTime.text(time);
        }
        if (result instanceof OffsetDateTime moment) {
            return CanonicalTime.text(moment);
        }
        return result instanceof Instant instant ? CanonicalTime.text(instant.atOffset(ZoneOffset.UTC)) : result;
    }
}
