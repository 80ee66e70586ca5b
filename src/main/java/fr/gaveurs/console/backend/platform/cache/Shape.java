package fr.gaveurs.console.backend.platform.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.gaveurs.console.api.Sha256;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A fingerprint of what answers look like: the program's version and every name and type that their JSON is made of.
 * Bytes that another shape wrote are never found, let alone read.
 */
final class Shape {
    private Shape() {}

    static String of(String version, List<Type> answers) {
        Set<Type> seen = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder(version);
        answers.forEach(type -> describe(type, seen, text));
        return HexFormat.of().formatHex(Sha256.of(text.toString()), 0, 8);
    }

    private static void describe(Type type, Set<Type> seen, StringBuilder text) {
        text.append('|').append(type.getTypeName());
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            describe(generic.getRawType(), seen, text);
            for (Type argument : generic.getActualTypeArguments()) {
                describe(argument, seen, text);
            }
        } else if (type instanceof Class<?> raw) {
            describe(raw, seen, text);
        }
    }

    private static void describe(Class<?> raw, Set<Type> seen, StringBuilder text) {
        if (raw.isArray()) {
            describe((Type) raw.getComponentType(), seen, text);
        } else if (raw.isEnum()) {
            Object constants = raw.getEnumConstants();
            for (int i = 0; i < Array.getLength(constants); i++) {
                text.append(',').append(Array.get(constants, i));
            }
        } else if (raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                JsonProperty name = component.getAccessor().getAnnotation(JsonProperty.class);
                text.append(',').append(component.getName()).append('=').append(name == null ? "" : name.value());
                describe(component.getGenericType(), seen, text);
            }
        }
    }
}
