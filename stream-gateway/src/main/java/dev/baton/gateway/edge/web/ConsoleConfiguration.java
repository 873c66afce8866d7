package dev.baton.gateway.edge.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the console. Its addresses are made up in the browser, so each of them answers with its one page. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";
    private static final String PAGE = "index.html";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/" + PAGE);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Their names change with their content.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new PageForEveryAddress());
    }

    private static final class PageForEveryAddress extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource folder) throws IOException {
            Resource file = super.getResource(path, folder);
            return file == null && isAddress(path) ? super.getResource(PAGE, folder) : file;
        }

        // Answering these with the page would hide a mistake: a file that is missing, a probe of the wrong port.
        private static boolean isAddress(String path) {
            return !path.substring(path.lastIndexOf('/') + 1).contains(".") && !path.startsWith("actuator");
        }
    }
}
