package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.CaseTasks;
import cn.tongban.hub.delivery.DeliveryBook;
import cn.tongban.hub.delivery.DeliveryEngine;
import cn.tongban.hub.delivery.Recall;
import cn.tongban.hub.delivery.Rejections;
import cn.tongban.hub.delivery.SettlementHook;
import cn.tongban.hub.journal.InboxRepository;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.journal.RefusalRepository;
import cn.tongban.hub.material.MaterialRepository;
import cn.tongban.hub.parcel.ParcelRepository;
import cn.tongban.hub.promise.PromiseRepository;
import cn.tongban.hub.support.StorageGauge;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IntakeConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    InboxRepository inboxRepository(JdbcTemplate jdbc) {
        return new InboxRepository(jdbc);
    }

    @Bean
    JournalRepository journalRepository(JdbcTemplate jdbc, DataKeys keys, Vault vault) {
        return new JournalRepository(jdbc, keys, vault);
    }

    @Bean
    CaseRepository caseRepository(JdbcTemplate jdbc, StepProfiles profiles) {
        return new CaseRepository(jdbc, profiles::of);
    }

    @Bean
    MaterialCommit materialCommit(MaterialRepository materials, PromiseRepository promises, Vault vault) {
        return new MaterialCommit(materials, new PromiseCommit(promises, vault), vault);
    }

    @Bean
    CaseCommit caseCommit(CaseRepository cases, DataKeys keys, Vault vault, StepProfiles profiles,
            Listeners listeners, Recall recall, MaterialCommit materials, ParcelCommit parcels, JdbcTemplate jdbc, Clock clock) {
        CaseJudge judge = new CaseJudge(profiles::of, listeners, new TakeBacks(recall::takeOut));
        return new CaseCommit(cases, keys, vault, judge, listeners, materials, parcels, new Rejections(jdbc), clock);
    }

    @Bean
    ParcelCommit parcelCommit(ParcelRepository parcels, OwnMessages messages, StepProfiles profiles) {
        return new ParcelCommit(parcels, messages, new ParcelTracking(profiles::of));
    }

    @Bean
    OwnMessages ownMessages(JournalRepository journal, DataKeys keys, Vault vault) {
        return new OwnMessages(journal, keys, vault);
    }

    @Bean
    SettlementHook caseForwarding(CaseRepository cases, CaseCommit caseCommit, ParcelCommit parcels, JdbcTemplate jdbc, Clock clock) {
        return new CaseForwarding(cases, caseCommit, parcels, clock);
    }

    @Bean
    RefusalRepository refusalRepository(JdbcTemplate jdbc, Vault vault) {
        return new RefusalRepository(jdbc, vault);
    }

    @Bean
    CaseQueries caseQueries(JdbcTemplate jdbc) {
        return new CaseQueries(jdbc);
    }

    @Bean
    CaseTasks caseTasks(JdbcTemplate jdbc) {
        return new CaseTasks(jdbc);
    }

    @Bean
    Housekeeping housekeeping(InboxRepository inbox, JournalRepository journal, RefusalRepository refusals,
            CaseRepository cases, PlatformTransactionManager transactions, Clock clock) {
        return new Housekeeping(inbox, journal, refusals,
                new ParkedSteps(cases, new TransactionTemplate(transactions), clock), clock);
    }

    @Bean(destroyMethod = "close")
    RecordWriter recordWriter(PlatformTransactionManager transactions, InboxRepository inbox, JournalRepository journal,
            CaseCommit caseCommit, ObjectProvider<Register> registers, DeliveryBook deliveries, DataKeys keys, Vault vault,
            ObjectProvider<DeliveryEngine> engine) {
        GroupCommit commit = new GroupCommit(
                new TransactionTemplate(transactions), inbox, journal, caseCommit,
                new RegisterCommit(registers.stream().toList(), keys, vault), deliveries, keys);
        GroupRunner runner = new GroupRunner(commit);
        return new RecordWriter(
                runner, new BatchCommit(commit, runner), destinations -> engine.getObject().wake(destinations));
    }

    @Bean
    Recorder recorder(RecordWriter writer, DataKeys keys, Vault vault, Clock clock, StorageGauge storage,
            MeterRegistry meters) {
        return new Recorder(writer, keys, vault, clock, storage::low, PATIENCE, meters);
    }
}
