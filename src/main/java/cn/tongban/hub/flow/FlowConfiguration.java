package cn.tongban.hub.flow;

import cn.tongban.hub.broker.Parties;
import cn.tongban.hub.broker.PartyQueues;
import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.delivery.Carrier;
import cn.tongban.hub.delivery.DeliveryEngine;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRules;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.intake.Listeners;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.StepProfiles;
import cn.tongban.hub.journal.InboxRepository;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.RefusalRepository;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.parcel.ParcelProperties;
import cn.tongban.hub.parcel.ParcelRepository;
import cn.tongban.hub.support.DataFolder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the Camel edge to the hub: which bundle, which recorder, which servlet. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    @Bean
    SecretLoader secretLoader(DataFolder data, FlowProperties properties) {
        return new SecretLoader(System::getenv, data.path().resolve("secrets"), properties.secrets().generateMissing());
    }

    @Bean
    BundleLoader bundleLoader(SecretLoader secrets, Egress egress) {
        return new BundleLoader(System::getenv, secrets, egress);
    }

    @Bean
    ActiveBundle activeBundle(FirstBundle first) {
        return new ActiveBundle(first.read());
    }

    @Bean
    DeliveryRules deliveryRules(ActiveBundle active) {
        return () -> Promises.policies(active.bundle());
    }

    @Bean
    Parties parties(ActiveBundle active) {
        return () -> Promises.parties(active.bundle());
    }

    @Bean
    StepProfiles stepProfiles(ActiveBundle active) {
        return connector -> Promises.profile(active.bundle(), connector);
    }

    @Bean
    Listeners listeners(ActiveBundle active) {
        return (type, stored) -> Promises.listeners(active.bundle(), type, stored);
    }

    @Bean
    Carrier carrier(ActiveBundle active, Observed observed, Clock clock) {
        return new CamelCarrier(active, observed, clock);
    }

    @Bean
    CaseRecords caseRecords(JournalRepository journal, DeliveryQueries deliveries, Repairs repairs) {
        return new StoredCaseRecords(journal, deliveries, repairs);
    }

    @Bean
    FlowPorts flowPorts(Recorder recorder, CaseQueries cases, RefusalRepository refusals,
            InboxRepository inbox, MaterialStore materials, CaseRecords records, Clock clock, PartyQueues queues, ItemDesk items) {
        NonceMemory nonces = nonce -> inbox.freshNonces(List.of(Recorder.nonceDigest(nonce))).size() == 1;
        return new FlowPorts(recorder::record, new StoredCases(cases), new StoredRefusals(refusals), nonces,
                materials, records, clock, queues::put, items);
    }

    @Bean
    SourceEntry sourceEntry(
            ActiveBundle active, Recorder recorder, RefusalRepository refusals, Observed observed) {
        return new SourceEntry(active, recorder::recordTogether, refusal -> refusals.keep(
                refusal.connector(), refusal.code(), refusal.places(), refusal.receivedAt(), refusal.body()), observed);
    }

    /** Destinations are asked for late: they need the bundle that this is about. */
    @Bean
    PartnerPulls partnerPulls(ActiveBundle active, ObjectProvider<Destinations> destinations, Clock clock) {
        return new PartnerPulls(active, connector -> Promises.mayBeAsked(destinations.getObject(), connector), clock);
    }

    @Bean
    PartnerAsks partnerAsks(ActiveBundle active, ObjectProvider<Destinations> destinations, AskProperties properties,
            Clock clock) {
        return new PartnerAsks(active, connector -> Promises.mayBeAsked(destinations.getObject(), connector),
                properties.perMinute(), clock);
    }

    @Bean
    ParcelQuestions parcelQuestions(ParcelRepository parcels, PartnerAsks asks, ActiveBundle active, Recorder recorder,
            ParcelProperties properties, Clock clock) {
        return new ParcelQuestions(parcels, asks, active, recorder::record, properties.ask(), clock);
    }

    /** Its name is the component's name in the health answer. */
    @Bean("tickets")
    TicketWatch ticketWatch(ActiveBundle active, MeterRegistry meters, Clock clock) {
        return new TicketWatch(active, meters, clock);
    }

    @Bean
    ConnectionCheck httpConnectionCheck(Clock clock) {
        return new HttpConnectionCheck(clock);
    }

    @Bean
    PartnerDesk partnerDesk(ActiveBundle active, SecretLoader secrets, List<ConnectionCheck> checks) {
        return new PartnerDesk(active, secrets, checks);
    }

    @Bean
    BundleStart bundleStart(ActiveBundle active, FlowPorts ports, DeliveryEngine deliveries, PartyQueues queues) {
        active.follow(queues::follow);
        active.follow(deliveries::follow);
        return new BundleStart(active, ports);
    }
}
