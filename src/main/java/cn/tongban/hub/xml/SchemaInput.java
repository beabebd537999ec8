package cn.tongban.hub.xml;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;

/** A schema that is already in memory. */
record SchemaInput(String systemId, String text) implements LSInput {
    @Override
    public Reader getCharacterStream() {
        return new StringReader(text);
    }

    @Override
    public String getSystemId() {
        return systemId;
    }

    @Override
    public @Nullable InputStream getByteStream() {
        return null;
    }

    @Override
    public @Nullable String getStringData() {
        return null;
    }

    @Override
    public @Nullable String getPublicId() {
        return null;
    }

    @Override
    public @Nullable String getBaseURI() {
        return null;
    }

    @Override
    public @Nullable String getEncoding() {
        return null;
    }

    @Override
    public boolean getCertifiedText() {
        return false;
    }

    @Override
    public void setCharacterStream(@Nullable Reader stream) {
        throw fixed();
    }

    @Override
    public void setByteStream(@Nullable InputStream stream) {
        throw fixed();
    }

    @Override
    public void setStringData(@Nullable String data) {
        throw fixed();
    }

    @Override
    public void setSystemId(@Nullable String id) {
        throw fixed();
    }

    @Override
    public void setPublicId(@Nullable String id) {
        throw fixed();
    }

    @Override
    public void setBaseURI(@Nullable String uri) {
        throw fixed();
    }

    @Override
    public void setEncoding(@Nullable String encoding) {
        throw fixed();
    }

    @Override
    public void setCertifiedText(boolean certified) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("a schema of a bundle does not change");
    }
}
