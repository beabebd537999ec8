package cn.tongban.hub.connector;

/** Messages from the broker. */
public record AmqpSource() implements SourceSettings {
    @Override
    public SourceKind kind() {
        return SourceKind.AMQP;
    }
}
