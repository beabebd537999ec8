package cn.tongban.hub.promise;

import cn.tongban.hub.journal.JournalRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class PromiseConfiguration {
    @Bean
    PromiseRepository promiseRepository(JdbcTemplate jdbc) {
        return new PromiseRepository(jdbc);
    }

    @Bean
    PromiseBook promiseBook(PromiseRepository repository, JournalRepository journal) {
        return new PromiseBook(repository, journal);
    }
}
