package fr.gaveurs.console.backend.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.FileUpload;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.admin.Admin;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.bugs.BugsApi;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.api.reports.ReportsApi;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the table of routes as an OpenAPI 3.1 document; schemas come from the contract's records. */
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z_0-9]+)}");
    private static final String BEARER = "token";

    private final OpenAPI document = new OpenAPI();
    private final ModelConverters converters;

    private OpenApi(String version) {
        ObjectMapper mapper = Json31.mapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        converters = new ModelConverters(true);
        converters.addConverter(new ModelResolver(mapper).openapi31(true));
        document.openapi("3.1.0")
                .info(new Info()
                        .title("Gaveurs Console")
                        .version(version)
                        .description(
                                "Stations, samples, grades and health of a foie-gras packing hall. On the console's"
                                        + " own machine no token is needed; from another one, make one with:"
                                        + " gaveurs-console token create NAME"))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")));
    }

    /** The document as JSON. */
    static String write(String version) {
        OpenApi openApi = new OpenApi(version);
        Routes.ALL.forEach(openApi::add);
        return Json31.pretty(openApi.document);
    }

    private void add(Route route) {
        Operation operation = new Operation()
                .operationId(route.id())
                .summary(route.summary())
                .addTagsItem(route.tag())
                .responses(responses(route));
        if (route.role() != Role.PUBLIC) {
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            operation.description("Role: " + route.role().key());
        }
        Matcher names = PATH_PARAMETER.matcher(route.template());
        while (names.find()) {
            operation.addParametersItem(new Parameter()
                    .in("path")
                    .name(names.group(1))
                    .required(true)
                    .schema(schema(String.class)));
        }
        if (route.query() != null) {
            for (RecordComponent component : route.query().getRecordComponents()) {
                operation.addParametersItem(new Parameter()
                        .in("query")
                        .name(RequestReader.snakeCase(component.getName()))
                        .schema(schema(component.getGenericType())));
            }
        }
        if (route.body() != null) {
            operation.requestBody(new RequestBody().required(true).content(content(route.body())));
        }
        PathItem path = document.getPaths() == null ? null : document.getPaths().get(route.template());
        PathItem item = path == null ? new PathItem() : path;
        item.operation(PathItem.HttpMethod.valueOf(route.method()), operation);
        document.path(route.template(), item);
    }

    private ApiResponses responses(Route route) {
        ApiResponses responses = new ApiResponses();
        if (route.response() == Void.class) {
            responses.addApiResponse("204", new ApiResponse().description("Done"));
        } else if (route.response() == String.class) {
            responses.addApiResponse(
                    route.method().equals("POST") ? "201" : "200",
                    new ApiResponse()
                            .description(route.summary())
                            .content(content(
                                    route.equals(AdminApi.OPENAPI)
                                            ? Answers.JSON
                                            : route.equals(BugsApi.EXPORT_BUGS)
                                                    ? "text/csv"
                                                    : route.template().equals(FeedbackApi.PAGE.template())
                                                            ? "text/html"
                                                            : "text/plain",
                                    schema(String.class))));
        } else {
            String status = route.response() == Admin.Accepted.class || ReportsApi.BEGUN.contains(route)
                    ? "202"
                    : route.method().equals("POST") && route.body() != null && !Routes.ASKING.contains(route)
                            ? "201"
                            : "200";
            responses.addApiResponse(
                    status, new ApiResponse().description(route.summary()).content(content(route.response())));
        }
        responses.addApiResponse(
                "default",
                new ApiResponse()
                        .description("What went wrong and what to do (RFC 9457)")
                        .content(content(Answers.PROBLEM, schema(Problem.class))));
        return responses;
    }

    /** JSON, but for a file's bytes. */
    private Content content(Type type) {
        return type == FileContent.class || type == FileUpload.class
                ? content(
                        "application/octet-stream",
                        new Schema<String>().type("string").format("binary"))
                : content(Answers.JSON, schema(type));
    }

    private static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }

    private Schema<?> schema(Type type) {
        ResolvedSchema resolved = converters.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        if (resolved.referencedSchemas != null) {
            resolved.referencedSchemas.forEach(
                    (name, schema) -> document.getComponents().addSchemas(name, schema));
        }
        return resolved.schema;
    }
}
