package cn.tongban.hub.cases;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class CaseConfiguration {
    @Bean
    CaseQueries caseQueries(JdbcTemplate jdbc) {
        return new CaseQueries(jdbc);
    }
}
