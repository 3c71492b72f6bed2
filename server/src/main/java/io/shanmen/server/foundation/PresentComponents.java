package io.shanmen.server.foundation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Holds JSON to what our records say: a component that is not {@code @Nullable} must be there and
 * must not be null, nor may what its list or map holds.
 */
final class PresentComponents extends NopAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  private static final String OURS = "io.shanmen.";

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return component(member).filter(PresentComponents::isPresent).map(found -> true).orElse(null);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    return component(annotated)
        .filter(component -> !component.getType().isPrimitive())
        .map(
            component ->
                JsonSetter.Value.construct(
                    isPresent(component) ? Nulls.FAIL : Nulls.DEFAULT,
                    holdsPresent(component) ? Nulls.FAIL : Nulls.DEFAULT))
        .orElseGet(JsonSetter.Value::empty);
  }

  /** The component of one of our records that a parameter of its canonical constructor sets. */
  private static Optional<RecordComponent> component(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getOwner() instanceof AnnotatedConstructor constructor) {
      RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
      return components != null
              && constructor.getDeclaringClass().getName().startsWith(OURS)
              && components.length == constructor.getParameterCount()
          ? Optional.of(components[parameter.getIndex()])
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Primitives are looked after by {@code FAIL_ON_NULL_FOR_PRIMITIVES}. */
  private static boolean isPresent(RecordComponent component) {
    return !component.getType().isPrimitive()
        && component.getType() != Optional.class
        && !isNullable(component.getAnnotatedType());
  }

  private static boolean holdsPresent(RecordComponent component) {
    return !(component.getAnnotatedType() instanceof AnnotatedParameterizedType type)
        || Stream.of(type.getAnnotatedActualTypeArguments())
            .noneMatch(PresentComponents::isNullable);
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
