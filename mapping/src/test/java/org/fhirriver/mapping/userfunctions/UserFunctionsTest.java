package org.fhirriver.mapping.userfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserFunctionsTest {

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void callsStaticMethods() throws IOException {
        write("Names.java", """
                package org.example;
                import java.math.BigDecimal;
                import java.time.LocalDate;
                import java.util.*;
                public final class Names {
                    public static String greet(String name, int times) { return Shared.hello(name).repeat(times); }
                    public static BigDecimal half(BigDecimal number) { return number.movePointLeft(1); }
                    public static List<Object> backwards(List<Object> items) { Collections.reverse(items); return items; }
                    public static LocalDate epoch() { return LocalDate.EPOCH; }
                    public static Map<String, Object> coding(String code) { return Map.of("code", code); }
                    public static boolean isLong(String text) { return text.length() > 3; }
                    static String hidden() { return ""; }
                }
                """);
        write("Shared.java", """
                package org.example;
                final class Shared { static String hello(String name) { return "hello " + name + "! "; } }
                """);

        assertThat(run("greet(n, 2)")).isEqualTo("hello Ann! hello Ann! ");
        assertThat(run("greet(nothing, 2)")).isNull();
        assertThat(run("greet(d, 1)")).isEqualTo("hello 0.10! ");
        assertThat(run("half(d)")).isEqualTo(new BigDecimal("0.010"));
        assertThatThrownBy(() -> run("half('0.10')")).hasMessageContaining("does not convert to BigDecimal");
        assertThat(run("backwards(list).join('')")).isEqualTo("cba");
        assertThat(run("epoch()")).isEqualTo("1970-01-01");
        assertThat(run("coding('x').code")).isEqualTo("x");
        assertThat(run("isLong(n)")).isEqualTo(false);
    }

    @Test
    void saysWhereAMethodThrewButNotWhat() throws IOException {
        write("Bad.java", """
                public class Bad {
                    public static String fail(String text) {
                        throw new IllegalStateException("secret " + text);
                    }
                }
                """);

        assertThatThrownBy(() -> run("fail(n)"))
                .isInstanceOf(EvaluationFailed.class)
                .hasMessageContaining("fail() threw IllegalStateException in " + folder.resolve("Bad.java") + ":3")
                .hasMessageNotContaining("secret");
    }

    @Test
    void reportsEveryCompileErrorAtItsPlace() throws IOException {
        write("Broken.java", "public class Broken {\n\tpublic static Strin a() { return 1; }\n}\n");
        write("Other.java", "public class Other {\n    int b = \"x\";\n}\n");

        UserFunctions.compile(folder, Set.of(), problems);

        assertThat(messages())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Broken.java:2:16: cannot find symbol"),
                        second -> assertThat(second).startsWith("Other.java:2:13: incompatible types"));
    }

    @Test
    void refusesMethodsThatCannotBeFunctions() throws IOException {
        write("Odd.java", """
                public class Odd {
                    public static double number() { return 1; }
                    public static void nothing() {}
                    public static String time(java.util.Date date) { return ""; }
                    public static String twice() { return ""; }
                    public static String twice(String a) { return ""; }
                    public static String iif(String a) { return ""; }
                }
                """);

        UserFunctions.compile(folder, Set.copyOf(FhirPath.standard().functionNames()), problems);

        assertThat(messages())
                .containsExactly(
                        "Odd.java:2:26: number() returns a double, which loses digits: return a BigDecimal",
                        "Odd.java:3:24: nothing() returns a void: a function returns text, a number, a boolean, a date or"
                                + " time, a Map or a List",
                        "Odd.java:4:26: time() takes a Date: a function takes String, Integer, Long, BigDecimal, Boolean,"
                                + " List or Object",
                        "Odd.java:5:26: there is a function twice() already",
                        "Odd.java:7:26: there is a function iif() already");
    }

    @Test
    void findsNothingInAFolderThatIsNotThere() {
        assertThat(UserFunctions.compile(folder.resolve("none"), Set.of(), problems))
                .isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    private Object run(String expression) {
        List<CustomFunction> functions = UserFunctions.compile(folder, Set.of(), problems);
        assertThat(problems.all()).isEmpty();
        Map<String, Object> record =
                Map.of("n", "Ann", "d", new BigDecimal("0.10"), "list", Arrays.asList("a", "b", "c"));
        return FhirPath.standard().with(functions).compile(expression).evaluate(Evaluation.of(record));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(Problem::toString)
                .map(text -> text.substring(folder.toString().length() + 1))
                .toList();
    }
}
