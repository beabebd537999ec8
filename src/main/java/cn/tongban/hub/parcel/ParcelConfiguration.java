package cn.tongban.hub.parcel;

import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.delivery.DeliveryBook;
import cn.tongban.hub.journal.OwnMessages;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ParcelConfiguration {
    @Bean
    ParcelRepository parcelRepository(JdbcTemplate jdbc) {
        return new ParcelRepository(jdbc);
    }

    @Bean
    Parcels parcels(JdbcTemplate jdbc) {
        return new Parcels(jdbc);
    }

    @Bean
    ParcelDesk parcelDesk(ParcelRepository parcels, CaseRepository cases, OwnMessages messages, DeliveryBook book,
            PlatformTransactionManager transactions, Clock clock) {
        return new ParcelDesk(parcels, cases, messages, book, new TransactionTemplate(transactions), clock);
    }

    @Bean
    SilentParcels silentParcels(ParcelRepository parcels, CaseRepository cases, PlatformTransactionManager transactions,
            ParcelProperties properties, Clock clock) {
        return new SilentParcels(parcels, cases, new TransactionTemplate(transactions), properties.silence(), clock);
    }
}
