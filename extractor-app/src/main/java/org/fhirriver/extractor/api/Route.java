package org.fhirriver.extractor.api;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** A route of the API. */
record Route(HandlerType method, String path, Handler handler) {}
