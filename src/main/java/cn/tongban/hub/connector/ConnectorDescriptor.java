package cn.tongban.hub.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One outside system as its {@code connector.yaml} describes it.
 *
 * @param settings defaults of the plain settings; {@link ConnectorSettings} puts the environment on top
 * @param secrets names of the secrets it needs; the values live in {@link Secrets} only
 * @param forms of those secrets that are not any text
 * @param door present when something comes in
 * @param deliver present when something goes out
 * @param source present when the hub itself reads what comes in
 * @param parties the organisations behind it by id, in the order of the file; empty when it is one organisation
 * @param materials present when materials come from it or go to it
 * @param soap present when SOAP is spoken with it
 */
public record ConnectorDescriptor(
        String id,
        Bilingual name,
        Bilingual owner,
        Direction direction,
        Map<String, String> settings,
        List<String> secrets,
        Map<String, SecretForm> forms,
        Optional<Door> door,
        Optional<DeliverySettings> deliver,
        StepSettings steps,
        Optional<SourceSettings> source,
        Map<String, Party> parties,
        Optional<MaterialSettings> materials,
        Optional<SoapSettings> soap) {
    public ConnectorDescriptor {
        settings = Map.copyOf(settings);
        secrets = List.copyOf(secrets);
        forms = Map.copyOf(forms);
        parties = Collections.unmodifiableMap(new LinkedHashMap<>(parties));
    }

    /** Where deliveries of this connector can go: to itself, or to each of its parties and to those who listen. */
    public List<String> destinations() {
        if (deliver.isEmpty()) {
            return List.of();
        }
        if (parties.isEmpty()) {
            return List.of(id);
        }
        Stream<String> names = Stream.concat(
                parties.keySet().stream(),
                parties.values().stream().anyMatch(party -> !party.events().isEmpty())
                        ? Stream.of(Destination.EVENTS) : Stream.of());
        return names.map(party -> new Destination(id, party).id()).toList();
    }

    /** What the text of this secret must look like. */
    SecretForm formOf(String secret) {
        return forms.getOrDefault(secret, SecretForm.TEXT);
    }

    /** Whether the hub can work without this secret: a further key of a door, there only while keys change. */
    public boolean isOptional(String secret) {
        return door().filter(own -> own.keys().contains(secret) && !own.firstKeys().contains(secret)).isPresent();
    }
}
