package io.shanmen.server.foundation;

import io.shanmen.kernel.outcome.Outcome;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.info.Info;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API at {@code /v3/api-docs}: an outcome is described by its value. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  static {
    SpringDocUtils.getConfig().addResponseWrapperToIgnore(Outcome.class);
  }

  @Bean
  ApiSchemas apiSchemas() {
    return new ApiSchemas();
  }

  @Bean
  ModelResolver modelResolver(ObjectMapperProvider mappers, ApiSchemas schemas) {
    return new ModelResolver(mappers.jsonMapper(), schemas).openapi31(true);
  }

  @Bean
  OpenApiCustomizer completeSchemas(ApiSchemas schemas) {
    return schemas::complete;
  }

  @Bean
  OpenApiCustomizer apiInfo() {
    return api ->
        api.setInfo(
            new Info()
                .title("Shanmen")
                .version("v1")
                .description(
                    "Every refusal is problem+json with a stable code; docs/refusals.md lists them."));
  }

  /** {@code <module>_<method>}: unique, and a good name for a generated client. */
  @Bean
  GlobalOperationCustomizer operationIds() {
    return (operation, handler) -> {
      String[] packages = handler.getBeanType().getPackageName().split("\\.", -1);
      return operation.operationId(packages[3] + "_" + handler.getMethod().getName());
    };
  }
}
