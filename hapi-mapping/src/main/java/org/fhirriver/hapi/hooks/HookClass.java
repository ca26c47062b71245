package org.fhirriver.hapi.hooks;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fhirriver.hapi.ProcessEvent;
import org.fhirriver.mapping.source.Position;

/** Finds the hook among the classes of a file, and makes an instance of it in a class loader of its own. */
final class HookClass {

    private HookClass() {}

    static Hook in(Path file, Map<String, byte[]> classes) throws HookBrokenException {
        Loader loader = new Loader(classes);
        List<Class<? extends ProcessEvent>> hooks = new ArrayList<>();
        for (String name : classes.keySet()) {
            Class<?> type = loader.load(name);
            boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
            if (ProcessEvent.class.isAssignableFrom(type) && concrete && !type.isAnonymousClass()) {
                hooks.add(type.asSubclass(ProcessEvent.class));
            }
        }
        if (hooks.size() != 1) {
            throw HookCompiler.broken(
                    file,
                    hooks.isEmpty()
                            ? "has no class that implements org.fhirriver.hapi.ProcessEvent"
                            : "has several classes that implement ProcessEvent; a hook's file has one");
        }
        return new Hook(file, instance(file, hooks.get(0), classes), new HookLines(classes.keySet()));
    }

    private static ProcessEvent instance(Path file, Class<? extends ProcessEvent> type, Map<String, byte[]> classes)
            throws HookBrokenException {
        try {
            Constructor<? extends ProcessEvent> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw HookCompiler.broken(file, type.getSimpleName() + " has no constructor without parameters");
        } catch (InvocationTargetException | ExceptionInInitializerError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            int line = new HookLines(classes.keySet()).line(thrown).orElse(1);
            throw new HookBrokenException(List.of(new Position(file.toString(), line, 1)
                    .problem("%s cannot be made: its constructor threw %s"
                            .formatted(type.getSimpleName(), thrown.getClass().getName()))));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw HookCompiler.broken(
                    file,
                    "%s cannot be made: %s"
                            .formatted(type.getSimpleName(), e.getClass().getSimpleName()));
        }
    }

    /** Knows one version of a hook's classes; it goes with the last use of that version. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        private Loader(Map<String, byte[]> classes) {
            super(ProcessEvent.class.getClassLoader());
            this.classes = classes;
        }

        private Class<?> load(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("The compiler wrote " + name, e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
