package io.shanmen.server.foundation;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.module.SimpleModule;

/**
 * What comes in is JSON and nothing else, and is what our records say or is refused at the door: no
 * null where none is expected, no text that cannot be stored, no time that cannot be reckoned with.
 */
@Configuration(proxyBeanMethods = false)
class StrictInput implements WebMvcConfigurer {

  @Bean
  JsonMapperBuilderCustomizer strictReading() {
    SimpleModule strict =
        new SimpleModule("strict")
            .addDeserializer(String.class, new StrictText.Reader())
            .addDeserializer(LocalDate.class, new PlausibleTime.DayReader())
            .addDeserializer(Instant.class, new PlausibleTime.MomentReader());
    return json ->
        json.addModule(strict)
            .annotationIntrospector(
                AnnotationIntrospectorPair.pair(
                    new PresentComponents(), json.annotationIntrospector()));
  }

  /** The same for parameters in an address. */
  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, LocalDate.class, PlausibleTime::day);
    registry.addConverter(String.class, Instant.class, PlausibleTime::moment);
  }

  /** The API's description brings a reader of YAML with it, which would be a second, laxer door. */
  @Override
  public void configureMessageConverters(ServerBuilder converters) {
    converters.configureMessageConvertersList(list -> list.removeIf(StrictInput::readsYaml));
  }

  private static boolean readsYaml(HttpMessageConverter<?> converter) {
    return converter.getSupportedMediaTypes().stream()
        .anyMatch(type -> type.getSubtype().contains("yaml"));
  }
}
