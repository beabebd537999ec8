package cn.tongban.hub.web;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    /** Requests are small; the largest names the deliveries of a bulk order, or what a person saw in an example. */
    private static final long MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;

    @Bean
    BundleAtWork bundleAtWork(ActiveBundle active) {
        return () -> {
            Bundle bundle = active.bundle();
            return new BundleAtWork.Parts(
                    bundle.files(), bundle.connectors(), bundle.settings(), bundle.personal(), bundle.contracts());
        };
    }

    /** What comes in is bounded, and means one thing: no name twice, nothing behind the end. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        // Others would read the same documents by other rules: the API speaks JSON and nothing else.
        converters.removeIf(one -> one instanceof AbstractJackson2HttpMessageConverter
                && !(one instanceof MappingJackson2HttpMessageConverter));
        converters.stream().filter(MappingJackson2HttpMessageConverter.class::isInstance)
                .map(MappingJackson2HttpMessageConverter.class::cast)
                .forEach(json -> json.setObjectMapper(json.getObjectMapper().copyWith(strict())
                        .registerModule(StorableTexts.module())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)));
    }

    private static JsonFactory strict() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(MOST_BYTES)
                        .maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_NUMBER).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }
}
