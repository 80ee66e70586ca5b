package fr.gaveurs.console.installer;

import com.coreos.monitoring.models.V1ServiceMonitor;
import com.coreos.monitoring.models.V1ServiceMonitorSpec;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a manifest against the fields that Kubernetes' own API description gives its objects, as a cluster with strict
 * validation does: no field that does not exist, every required one, each of its type.
 */
final class KubernetesSchema {
    private record Kind(String apiVersion, Class<?> type) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "Namespace", new Kind("v1", V1Namespace.class),
            "ServiceAccount", new Kind("v1", V1ServiceAccount.class),
            "ConfigMap", new Kind("v1", V1ConfigMap.class),
            "Secret", new Kind("v1", V1Secret.class),
            "Service", new Kind("v1", V1Service.class),
            "Deployment", new Kind("apps/v1", V1Deployment.class),
            "PodDisruptionBudget", new Kind("policy/v1", V1PodDisruptionBudget.class),
            "NetworkPolicy", new Kind("networking.k8s.io/v1", V1NetworkPolicy.class),
            "ServiceMonitor", new Kind("monitoring.coreos.com/v1", V1ServiceMonitor.class));

    /** The operator's models, other than Kubernetes' own, do not say what is required. */
    private static final Map<Class<?>, Set<String>> OPERATOR_REQUIRES =
            Map.of(V1ServiceMonitor.class, Set.of("spec"), V1ServiceMonitorSpec.class, Set.of("endpoints", "selector"));

    private final List<String> faults = new ArrayList<>();

    private KubernetesSchema() {}

    /** What is wrong with one document, each with its path; empty where all is well. */
    static List<String> faults(Object document) {
        KubernetesSchema schema = new KubernetesSchema();
        if (!(document instanceof Map<?, ?> map)) {
            return List.of("is no object");
        }
        Kind kind = KINDS.get(String.valueOf(map.get("kind")));
        if (kind == null) {
            return List.of("kind: " + map.get("kind") + " is not known here");
        }
        if (!kind.apiVersion().equals(map.get("apiVersion"))) {
            schema.faults.add("apiVersion: is " + map.get("apiVersion") + ", must be " + kind.apiVersion());
        }
        if (!(map.get("metadata") instanceof Map<?, ?> metadata) || !(metadata.get("name") instanceof String)) {
            schema.faults.add("metadata/name: is missing");
        }
        schema.check("", document, kind.type());
        return schema.faults;
    }

    private void check(String path, Object value, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type item = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Map.class) {
                if (value instanceof Map<?, ?> map) {
                    map.forEach((key, inner) -> check(path + "/" + key, inner, item));
                } else {
                    fault(path, value, "an object");
                }
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    check(path + "/" + i, list.get(i), item);
                }
            } else {
                fault(path, value, "a list");
            }
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            expect(path, value, value instanceof String, "a string (in quotes)");
        } else if (plain == Integer.class || plain == Long.class) {
            expect(path, value, value instanceof Integer || value instanceof Long, "a whole number");
        } else if (plain == Boolean.class) {
            expect(path, value, value instanceof Boolean, "true or false");
        } else if (plain == IntOrString.class) {
            expect(path, value, value instanceof Integer || value instanceof String, "a number or a string");
        } else if (plain == Quantity.class) {
            try {
                Quantity.fromString(value.toString());
            } catch (RuntimeException e) {
                fault(path, value, "a quantity such as 250m or 1Gi");
            }
        } else if (value instanceof Map<?, ?> map) {
            object(path, map, plain);
        } else {
            fault(path, value, "an object");
        }
    }

    private void object(String path, Map<?, ?> map, Class<?> model) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (Field field : model.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null) {
                fields.put(name.value(), field.getGenericType());
            }
        }
        map.forEach((key, value) -> {
            Type type = fields.get(key.toString());
            if (type == null) {
                faults.add(path + "/" + key + ": there is no such field; there are " + fields.keySet());
            } else {
                check(path + "/" + key, value, type);
            }
        });
        for (String required : required(model)) {
            if (!map.containsKey(required)) {
                faults.add(path + "/" + required + ": is required");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<String> required(Class<?> model) {
        try {
            return (Set<String>) model.getField("openapiRequiredFields").get(null);
        } catch (NoSuchFieldException e) {
            return OPERATOR_REQUIRES.getOrDefault(model, Set.of());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void expect(String path, Object value, boolean is, String what) {
        if (!is) {
            fault(path, value, what);
        }
    }

    private void fault(String path, Object value, String what) {
        faults.add(path + ": is " + value + ", must be " + what);
    }
}
