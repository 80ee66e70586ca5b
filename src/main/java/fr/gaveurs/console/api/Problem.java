package fr.gaveurs.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem, sent as {@code application/problem+json}.
 *
 * @param type a URI reference that names the kind, such as {@code /problems/validation}
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what happened and what to do
 * @param instance the path that was asked for
 * @param errors the fields at fault, where there are any
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable List<FieldError> errors) {}
