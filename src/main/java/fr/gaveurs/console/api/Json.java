package fr.gaveurs.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON configuration of the contract, for both of its sides. */
public final class Json {
    /** Snake_case names, ISO-8601 times, unknown fields ignored, null figures written as null. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            // PostgreSQL writes out every number of jsonb: 1e-300 has 302 characters.
                            .maxNumberLength(400)
                            .maxNameLength(1_000)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .changeDefaultPropertyInclusion(p -> p.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}
}
