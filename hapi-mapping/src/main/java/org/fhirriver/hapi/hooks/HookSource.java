package org.fhirriver.hapi.hooks;

import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A hook's text for the compiler, under the name of its file. */
final class HookSource extends SimpleJavaFileObject {

    private final String text;

    HookSource(Path file, String text) {
        super(file.toAbsolutePath().toUri(), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
