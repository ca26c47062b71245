package org.fhirriver.hapi.hooks;

import ca.uhn.fhir.context.FhirContext;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.fhirriver.hapi.ProcessEvent;
import org.fhirriver.messages.FhirId;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.Utilities;
import org.slf4j.Logger;

/** What a hook is compiled against: what this process runs with. */
final class HookClassPath {

    /** A hook needs the places of these, also where the class path's jar only points at others. */
    private static final List<Class<?>> NEEDED =
            List.of(ProcessEvent.class, FhirId.class, Resource.class, FhirContext.class, Utilities.class, Logger.class);

    private final Set<File> places = new LinkedHashSet<>();

    HookClassPath() {
        NEEDED.forEach(this::addPlaceOf);
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
                places.add(new File(entry));
            }
        }
    }

    void giveTo(StandardJavaFileManager files) throws IOException {
        files.setLocation(StandardLocation.CLASS_PATH, places);
    }

    private void addPlaceOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null && "file".equals(source.getLocation().getProtocol())) {
                places.add(new File(source.getLocation().toURI()));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of a class is always a URI", e);
        }
    }
}
