package org.fhirriver.mapping.value;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Writes the {@code div} of a narrative, which must be well-formed XHTML. */
final class XhtmlWriter implements ValueWriter {

    private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";

    private final XMLInputFactory parsers = parsers();

    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (!(value instanceof String raw)) {
            throw Unfit.type(value, "xhtml");
        }
        String text = raw.strip();
        if (text.isEmpty()) {
            return false;
        }
        check(text);
        out.text(text);
        return true;
    }

    private void check(String text) {
        if (!text.startsWith("<div")) {
            throw new Unfit("a narrative is a <div xmlns=\"" + NAMESPACE + "\">");
        }
        try {
            XMLStreamReader xml = parsers.createXMLStreamReader(new StringReader(text));
            boolean first = true;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT && first) {
                    first = false;
                    if (!xml.getLocalName().equals("div") || !NAMESPACE.equals(xml.getNamespaceURI())) {
                        throw new Unfit("a narrative is a <div xmlns=\"" + NAMESPACE + "\">");
                    }
                } else if (event == XMLStreamConstants.DTD
                        || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                        || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new Unfit("a narrative has elements and text only");
                }
            }
        } catch (XMLStreamException e) {
            // The parser's message would quote the text.
            throw new Unfit("a narrative is not well-formed XHTML");
        }
    }
}
