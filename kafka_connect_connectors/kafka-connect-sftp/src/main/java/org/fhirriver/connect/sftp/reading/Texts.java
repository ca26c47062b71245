package org.fhirriver.connect.sftp.reading;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a file holds: one text, packed or not, or the texts of a zip's files one after the other. */
final class Texts implements AutoCloseable {

    private static final int MAGIC = 4;

    private final InputStream stream;
    private final Packing packing;
    private boolean taken;

    enum Packing {
        NONE,
        GZIP,
        ZIP
    }

    private Texts(InputStream stream, Packing packing) {
        this.stream = stream;
        this.packing = packing;
    }

    /** Tells by its first bytes how a file is packed, whatever its name is. */
    static Texts of(InputStream file) throws IOException {
        try {
            return unpacked(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static Texts unpacked(InputStream file) throws IOException {
        var stream = new BufferedInputStream(file);
        stream.mark(MAGIC);
        byte[] magic = stream.readNBytes(MAGIC);
        stream.reset();
        if (magic.length > 1 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B) {
            return new Texts(new GZIPInputStream(stream, 64 * 1024), Packing.GZIP);
        }
        boolean zip = magic.length == MAGIC && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4;
        return zip ? new Texts(new ZipInputStream(stream), Packing.ZIP) : new Texts(stream, Packing.NONE);
    }

    Packing packing() {
        return packing;
    }

    /** The next text; empty when there is no other one. */
    Optional<InputStream> next() throws IOException {
        if (stream instanceof ZipInputStream zip) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && (entry.isDirectory() || entry.getName().startsWith("__MACOSX/"))) {
                entry = zip.getNextEntry();
            }
            return entry == null ? Optional.empty() : Optional.of(stream);
        }
        boolean first = !taken;
        taken = true;
        return first ? Optional.of(stream) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
