package cn.tongban.hub.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** No text with a NUL gets to a page or call: the database stores none, and nobody types one. */
@ControllerAdvice
class StorableTexts {
    /** Of parameters and paths. */
    @InitBinder
    void parameters(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                if (text.indexOf(0) >= 0) {
                    throw new IllegalArgumentException("NUL");
                }
                setValue(text);
            }
        });
    }

    /** Of JSON. */
    static SimpleModule module() {
        return new SimpleModule("storable-texts").addDeserializer(String.class, new StdScalarDeserializer<String>(String.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                String text = StringDeserializer.instance.deserialize(parser, context);
                if (text != null && text.indexOf(0) >= 0) {
                    throw context.weirdStringException("", String.class, "NUL");
                }
                return text;
            }
        });
    }
}
