package org.fhirriver.extractor.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets requests through that may pass: with a key where keys are needed, and never at the wish of a foreign page. */
final class Guard {

    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OPEN = Set.of("/health", "/health/live", "/health/ready", "/openapi.json");
    private static final Set<String> OWN_PAGES = Set.of("none", "same-origin");
    private static final String BEARER = "bearer ";

    private final ApiKeys keys;
    private final long largestBody;

    private Guard(ApiKeys keys, long largestBody) {
        this.keys = keys;
        this.largestBody = largestBody;
    }

    static void addTo(JavalinConfig config, ApiKeys keys, long largestBody) {
        Guard guard = new Guard(keys, largestBody);
        config.routes.before(guard::check);
    }

    private void check(Context ctx) {
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cache-Control", "no-store");
        if (ctx.req().getContentLengthLong() > largestBody) {
            throw new ProblemException(Problem.of(413, "Content Too Large"));
        }
        refuseForeignPages(ctx);
        if (keys.areNeeded() && !OPEN.contains(ctx.path())) {
            requireKey(ctx);
        }
    }

    /** A page in a browser can send requests to an address of this machine, though it cannot read the answers. */
    private void refuseForeignPages(Context ctx) {
        String host = Optional.ofNullable(ctx.header("Host")).orElse("");
        if (!keys.areNeeded() && !Hosts.isNear(host)) {
            throw new ProblemException(
                    ProblemKind.NOT_ALLOWED,
                    "Without API keys the API answers to an address, not to a name of the DNS");
        }
        if (LOOKING.contains(ctx.method().name())) {
            return;
        }
        String site = ctx.header("Sec-Fetch-Site");
        String origin = ctx.header("Origin");
        boolean foreign = (site != null && !OWN_PAGES.contains(site))
                || (origin != null && !origin.equalsIgnoreCase(ctx.scheme() + "://" + host));
        if (foreign) {
            throw new ProblemException(ProblemKind.NOT_ALLOWED, "Pages of other sites may not use the API");
        }
    }

    private void requireKey(Context ctx) {
        Optional<ApiKeys.Role> role = key(ctx).flatMap(keys::role);
        if (role.isEmpty()) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"fhir-river\"");
            throw new ProblemException(
                    ProblemKind.NO_KEY, "Give an API key as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'");
        }
        if (role.get() == ApiKeys.Role.READ && !LOOKING.contains(ctx.method().name())) {
            throw new ProblemException(ProblemKind.NOT_ALLOWED, "This API key may look, but not run anything");
        }
    }

    private static Optional<String> key(Context ctx) {
        String authorization = ctx.header("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return Optional.ofNullable(ctx.header("X-API-Key"));
    }
}
