package org.fhirriver.mapping.userfunctions;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;

/** Compiles Java files in memory; nothing is written to disk. */
final class JavaFiles {

    private static final List<String> OPTIONS = List.of("-g", "-proc:none", "-implicit:none", "-nowarn", "-Xlint:none");

    private JavaFiles() {}

    static Optional<CompiledClasses> compile(List<JavaFile> files, Problems problems) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            problems.add(
                    Position.startOf(files.get(0).name()),
                    "functions are compiled when they are loaded, which takes a JDK; this Java is only a runtime");
            return Optional.empty();
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            manager.setLocation(StandardLocation.CLASS_PATH, classPath());
            CompiledClasses classes = new CompiledClasses(manager);
            List<Source> sources = files.stream().map(Source::new).toList();
            boolean compiled = compiler.getTask(null, classes, diagnostics, OPTIONS, null, sources)
                    .call();
            diagnostics.getDiagnostics().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .forEach(diagnostic -> problems.add(position(diagnostic, files), message(diagnostic)));
            return compiled ? Optional.of(classes) : Optional.empty();
        } catch (IOException e) {
            problems.add(Position.startOf(files.get(0).name()), "the functions cannot be compiled");
            return Optional.empty();
        }
    }

    private static List<File> classPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(File::new)
                .toList();
    }

    private static String message(Diagnostic<?> diagnostic) {
        return diagnostic.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The compiler's own column counts a tab as up to eight; an editor's does not. */
    private static Position position(Diagnostic<? extends JavaFileObject> diagnostic, List<JavaFile> files) {
        JavaFile file = diagnostic.getSource() instanceof Source source ? source.file : files.get(0);
        long at = diagnostic.getPosition();
        return at == Diagnostic.NOPOS || at > file.text().length()
                ? Position.startOf(file.name())
                : file.position((int) at);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final JavaFile file;

        private Source(JavaFile file) {
            super(file.path().toAbsolutePath().toUri(), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }
}
