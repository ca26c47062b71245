package org.fhirriver.r4;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The official bundles of definitions as HAPI ships them, read one resource at a time. */
final class Specification {

    /** Parts that make the files large and say nothing to us. */
    private static final Set<String> SKIPPED =
            Set.of("text", "differential", "mapping", "constraint", "definition", "comment", "requirements");

    private Specification() {}

    /** An XML element: its name, its {@code value} and {@code url} attributes, its children. */
    record Node(String name, String value, String url, List<Node> children) {

        List<Node> all(String child) {
            return children.stream().filter(node -> node.name.equals(child)).toList();
        }

        Node child(String child) {
            return all(child).stream().findFirst().orElse(new Node(child, "", "", List.of()));
        }

        String text(String child) {
            return child(child).value;
        }

        String extension(String extensionUrl) {
            return all("extension").stream()
                    .filter(node -> node.url.equals(extensionUrl))
                    .map(node -> node.children.get(0).value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** The resources of a bundle that have one of the given types. */
    static List<Node> resources(String file, Set<String> resourceTypes) {
        List<Node> found = new ArrayList<>();
        String path = "/org/hl7/fhir/r4/model/" + file;
        try (InputStream stream = Specification.class.getResourceAsStream(path)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(stream);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && resourceTypes.contains(xml.getLocalName())) {
                    found.add(read(xml));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(path + " is not XML", e);
        }
        return found;
    }

    private static Node read(XMLStreamReader xml) throws XMLStreamException {
        Deque<Node> open = new ArrayDeque<>();
        open.push(node(xml));
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                Node node = node(xml);
                Node parent = open.element();
                if (!SKIPPED.contains(node.name)) {
                    parent.children.add(node);
                }
                open.push(node);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                Node done = open.pop();
                if (open.isEmpty()) {
                    return done;
                }
            }
        }
    }

    private static Node node(XMLStreamReader xml) {
        return new Node(xml.getLocalName(), attribute(xml, "value"), attribute(xml, "url"), new ArrayList<>());
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
