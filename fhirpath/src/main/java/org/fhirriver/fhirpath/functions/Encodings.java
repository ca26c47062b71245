package org.fhirriver.fhirpath.functions;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.ValueProblem;

/** Text in other clothes: hex, base64, HTML, JSON. */
final class Encodings {

    static final List<Function> FUNCTIONS = List.of(
            new Function("encode", 0, 1, site -> change(site, Encodings::encode)),
            new Function("decode", 0, 1, site -> change(site, Encodings::decode)),
            new Function("escape", 0, 1, site -> change(site, Encodings::escape)),
            new Function("unescape", 0, 1, site -> change(site, Encodings::unescape)));

    private Encodings() {}

    private interface Change {
        String apply(String text, String format);
    }

    private static Code change(CallSite site, Change change) {
        CallSite.TextArgument argument = site.count() == 0 ? (evaluation, self) -> null : site.text(0);
        return site.ofText((evaluation, self, text) -> {
            String format = argument.get(evaluation, self);
            return format == null ? null : change.apply(text, format);
        });
    }

    private static String encode(String text, String format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (format) {
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "urlbase64" -> Base64.getUrlEncoder().encodeToString(bytes);
            default -> throw unknown("encode", "hex, base64 or urlbase64");
        };
    }

    private static String decode(String text, String format) {
        try {
            byte[] bytes = switch (format) {
                case "hex" -> HexFormat.of().parseHex(text);
                case "base64" -> Base64.getDecoder().decode(text);
                case "urlbase64" -> Base64.getUrlDecoder().decode(text);
                default -> throw unknown("decode", "hex, base64 or urlbase64");
            };
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ValueProblem("The text is not encoded as " + format);
        }
    }

    private static ValueProblem unknown(String function, String formats) {
        return new ValueProblem(function + "() knows " + formats);
    }

    private static String escape(String text, String target) {
        return switch (target) {
            case "html" -> HtmlText.escape(text);
            case "json" -> JsonText.escape(text);
            default -> throw unknown("escape", "html or json");
        };
    }

    private static String unescape(String text, String target) {
        return switch (target) {
            case "html" -> HtmlText.unescape(text);
            case "json" -> JsonText.unescape(text);
            default -> throw unknown("unescape", "html or json");
        };
    }
}
