package cn.tongban.hub.account;

import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.vault.Vault;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {
    @Bean
    AccountRepository accountRepository(JdbcClient jdbc) {
        return new AccountRepository(jdbc);
    }

    @Bean
    Sessions consoleSessions(JdbcClient jdbc, AccountRepository accounts, Clock clock, AccountProperties properties) {
        return new Sessions(new SessionRepository(jdbc), accounts, clock, properties.idle(), properties.absolute());
    }

    @Bean
    SecondFactors secondFactors(AccountRepository repository, Sessions sessions, Vault vault, Clock clock) {
        return new SecondFactors(repository, sessions, vault, clock);
    }

    @Bean
    Accounts accounts(AccountRepository repository, Sessions sessions, SecondFactors factors,
            TransactionOperations transactions, Clock clock, AccountProperties properties) {
        return new Accounts(repository, sessions, new Passwords(), factors, transactions, clock, properties);
    }

    @Bean
    SavedViews savedViews(JdbcClient jdbc, Clock clock) {
        return new SavedViews(new SavedViewRepository(jdbc), clock);
    }

    @Bean
    FirstAccounts firstAccounts(Accounts accounts, DataFolder data, AccountProperties properties) {
        return new FirstAccounts(accounts, data, properties.demo());
    }
}
