package org.fhirriver.mapping.userfunctions;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;

/** Compiles the Java files of a folder; each public static method of a public class is a function. */
public final class UserFunctions {

    private UserFunctions() {}

    /**
     * The functions of a folder; none when it does not exist, or when something in it does not compile.
     *
     * @param taken the names that functions cannot have
     */
    public static List<CustomFunction> compile(Path folder, Set<String> taken, Problems problems) {
        List<JavaFile> files = files(folder, problems);
        if (files.isEmpty() || !problems.isEmpty()) {
            return List.of();
        }
        Optional<CompiledClasses> classes = JavaFiles.compile(files, problems);
        List<CustomFunction> functions = new ArrayList<>();
        Set<String> names = new HashSet<>(taken);
        classes.ifPresent(compiled -> {
            for (Class<?> type : compiled.load()) {
                JavaFile file = file(files, type);
                for (Method method : methods(type)) {
                    function(method, file, names, problems).ifPresent(functions::add);
                }
            }
        });
        return problems.isEmpty() ? functions : List.of();
    }

    private static Optional<CustomFunction> function(
            Method method, JavaFile file, Set<String> names, Problems problems) {
        Position position = file.positionOf(method.getName());
        Optional<String> unusable = UserFunction.unusable(method);
        if (unusable.isPresent()) {
            problems.add(position, method.getName() + "() " + unusable.get());
        } else if (!names.add(method.getName())) {
            problems.add(position, "there is a function " + method.getName() + "() already");
        } else {
            return Optional.of(UserFunction.of(method, file.name()));
        }
        return Optional.empty();
    }

    /** In a fixed order, for reflection has none. */
    private static List<Method> methods(Class<?> type) {
        if (!Modifier.isPublic(type.getModifiers()) || type.isMemberClass()) {
            return List.of();
        }
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private static JavaFile file(List<JavaFile> files, Class<?> type) {
        return files.stream()
                .filter(file -> file.path().getFileName().toString().equals(type.getSimpleName() + ".java"))
                .findFirst()
                .orElse(files.get(0));
    }

    private static List<JavaFile> files(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(path -> Documents.text(path, problems).stream().map(text -> new JavaFile(path, text)))
                    .toList();
        } catch (IOException e) {
            problems.add(Position.startOf(Documents.name(folder)), "the folder cannot be read");
            return List.of();
        }
    }
}
