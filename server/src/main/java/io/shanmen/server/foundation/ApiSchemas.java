package io.shanmen.server.foundation;

import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are: every component is always there, and null only where its type says
 * so. A schema carries its module's name in front, as in {@code CatalogOffer}, so that two modules
 * may use the same word.
 */
final class ApiSchemas extends TypeNameResolver {

  private static final String OURS = "io.shanmen.";
  private static final int MODULE_PART = 3;

  /** Of the whole JVM, because the library keeps one resolver for the whole JVM. */
  private static final Map<String, Class<?>> TYPES = new ConcurrentHashMap<>();

  @Override
  protected String getNameOfClass(Class<?> type) {
    if (!type.getName().startsWith(OURS)) {
      return super.getNameOfClass(type);
    }
    String module = type.getPackageName().split("\\.", -1)[MODULE_PART];
    String name =
        Character.toUpperCase(module.charAt(0)) + module.substring(1) + type.getSimpleName();
    TYPES.put(name, type);
    return name;
  }

  /** Completes the schemas of all records that were named here. */
  void complete(OpenAPI api) {
    if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
      api.getComponents().getSchemas().forEach(this::complete);
    }
  }

  private void complete(String name, Schema<?> schema) {
    Class<?> type = TYPES.get(name);
    if (type == null || !type.isRecord() || schema.getProperties() == null) {
      return;
    }
    List<RecordComponent> described =
        Stream.of(type.getRecordComponents())
            .filter(component -> schema.getProperties().containsKey(component.getName()))
            .toList();
    schema.setRequired(described.stream().map(RecordComponent::getName).toList());
    for (RecordComponent component : described) {
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        schema
            .getProperties()
            .computeIfPresent(component.getName(), (key, property) -> orNull(property));
      }
    }
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.get$ref() != null) {
      JsonSchema nothing = new JsonSchema();
      nothing.addType("null");
      JsonSchema either = new JsonSchema();
      either.setAnyOf(List.of(property, nothing));
      return either;
    }
    if (property.getTypes() != null) {
      property.addType("null");
    }
    return property;
  }
}
