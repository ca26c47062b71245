package org.fhirriver.hapi.hooks;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problem;

/** Compiles a hook's file in memory; nothing is written to disk. */
public final class HookCompiler {

    private static final List<String> OPTIONS = List.of("-g", "-proc:none", "-implicit:none", "-nowarn", "-Xlint:none");

    private final HookClassPath classPath = new HookClassPath();

    /**
     * Compiles a file and makes an instance of its hook.
     *
     * @throws HookBrokenException with everything that is wrong, when the file is no hook
     */
    public Hook compile(Path file) throws HookBrokenException {
        return compile(file, read(file));
    }

    private Hook compile(Path file, String text) throws HookBrokenException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw broken(
                    file,
                    "hooks are compiled when they are loaded, which takes a JDK, and this Java is only a runtime");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
            classPath.giveTo(files);
            CompiledClasses classes = new CompiledClasses(files);
            HookSource source = new HookSource(file, text);
            if (!compiler.getTask(null, classes, diagnostics, OPTIONS, null, List.of(source))
                    .call()) {
                throw new HookBrokenException(problems(file, text, diagnostics.getDiagnostics()));
            }
            return HookClass.in(file, classes.bytes());
        } catch (IOException e) {
            throw broken(file, "cannot be compiled: " + e.getClass().getSimpleName());
        }
    }

    private static String read(Path file) throws HookBrokenException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw broken(file, "is not UTF-8 text");
        } catch (IOException e) {
            throw broken(file, Files.exists(file) ? "cannot be read" : "does not exist");
        }
    }

    static HookBrokenException broken(Path file, String why) {
        return new HookBrokenException(List.of(Position.startOf(file.toString()).problem(why)));
    }

    private static List<Problem> problems(
            Path file, String text, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> position(file, text, diagnostic)
                        .problem(diagnostic.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\R\\s*", "; ")))
                .toList();
    }

    /** The compiler's own column counts a tab as up to eight; an editor's does not. */
    private static Position position(Path file, String text, Diagnostic<?> diagnostic) {
        long at = diagnostic.getPosition();
        if (at == Diagnostic.NOPOS || at > text.length()) {
            return Position.startOf(file.toString());
        }
        int lineStart = text.lastIndexOf('\n', (int) at - 1) + 1;
        return new Position(file.toString(), (int) diagnostic.getLineNumber(), (int) at - lineStart + 1);
    }
}
