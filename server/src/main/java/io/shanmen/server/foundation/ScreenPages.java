package io.shanmen.server.foundation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves each screen of the web at its own folder: {@code /window/} is {@code
 * static/window/index.html}. Routes within a screen live behind {@code #} and never come here.
 */
@Configuration(proxyBeanMethods = false)
class ScreenPages implements WebMvcConfigurer {

  private static final String HOME = "/signin/";

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", HOME);
    for (String screen : screens()) {
      registry.addRedirectViewController("/" + screen, "/" + screen + "/");
      registry
          .addViewController("/" + screen + "/")
          .setViewName("forward:/" + screen + "/index.html");
    }
  }

  /** The build gives each asset a name of its content; the pages that name them change. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.noCache());
  }

  private static List<String> screens() {
    try {
      Resource[] pages =
          new PathMatchingResourcePatternResolver().getResources("classpath*:static/*/index.html");
      return Stream.of(pages).map(ScreenPages::folder).distinct().sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("the screens cannot be listed", e);
    }
  }

  private static String folder(Resource page) {
    try {
      String[] parts = page.getURL().getPath().split("/", -1);
      return parts[parts.length - 2];
    } catch (IOException e) {
      throw new IllegalStateException("a screen without an address", e);
    }
  }
}
