package org.fhirriver.extractor.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** What names of hosts tell. */
final class Hosts {

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    private Hosts() {}

    /** Whether only this machine reaches an address. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d+){3}");
    }

    /**
     * Whether a Host header names an address, this machine or a neighbour by a name without dots. Any other name is one
     * of the DNS, which a hostile page can let point here.
     */
    static boolean isNear(String hostHeader) {
        String name = PORT.matcher(hostHeader.toLowerCase(Locale.ROOT)).replaceFirst("");
        return IPV4.matcher(name).matches()
                || (name.startsWith("[") && IPV6.matcher(name).matches())
                || name.endsWith(".localhost")
                || (!name.isEmpty() && name.indexOf('.') < 0);
    }
}
