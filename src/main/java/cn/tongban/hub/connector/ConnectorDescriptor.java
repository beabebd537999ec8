package cn.tongban.hub.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One outside system as its {@code connector.yaml} describes it.
 *
 * @param settings defaults of the plain settings; {@link ConnectorSettings} puts the environment on top
 * @param secrets names of the secrets it needs; the values live in {@link Secrets} only
 * @param door present when something comes in
 * @param deliver present when something goes out
 */
public record ConnectorDescriptor(
        String id,
        Bilingual name,
        Bilingual owner,
        Direction direction,
        Map<String, String> settings,
        List<String> secrets,
        Optional<Door> door,
        Optional<DeliverySettings> deliver,
        StepSettings steps) {
    public ConnectorDescriptor {
        settings = Map.copyOf(settings);
        secrets = List.copyOf(secrets);
    }
}
