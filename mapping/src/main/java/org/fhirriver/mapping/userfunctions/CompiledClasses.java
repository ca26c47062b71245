package org.fhirriver.mapping.userfunctions;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Takes the classes that the compiler writes, keeps them in memory, and loads them in a class loader of their own. */
final class CompiledClasses extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ClassFile> written = new TreeMap<>();

    CompiledClasses(JavaFileManager classPath) {
        super(classPath);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return written.computeIfAbsent(className, ClassFile::new);
    }

    List<Class<?>> load() {
        Map<String, byte[]> bytes = new TreeMap<>();
        written.forEach((name, file) -> bytes.put(name, file.content.toByteArray()));
        Loader loader = new Loader(bytes);
        List<Class<?>> classes = new ArrayList<>();
        for (String name : bytes.keySet()) {
            try {
                classes.add(loader.loadClass(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("The compiler wrote " + name, e);
            }
        }
        return classes;
    }

    private static final class ClassFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        private ClassFile(String className) {
            super(URI.create("memory:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return content;
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> bytes;

        private Loader(Map<String, byte[]> bytes) {
            super(CompiledClasses.class.getClassLoader());
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] content = bytes.get(name);
            if (content == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, content, 0, content.length);
        }
    }
}
