package cn.tongban.hub.deployment;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.flow.FirstBundle;
import cn.tongban.hub.flow.FlowPorts;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundlePolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {
    @Bean
    BundlePolicy bundlePolicy(DeploymentProperties properties) {
        return BundlePolicy.of(properties.policy());
    }

    @Bean
    BundleShelf bundleShelf(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock, BundlePolicy policy) {
        return new BundleShelf(new BundleRepository(jdbc), policy, new TransactionTemplate(transactions), clock);
    }

    @Bean
    DeploymentRepository deploymentRepository(JdbcTemplate jdbc) {
        return new DeploymentRepository(jdbc);
    }

    /** @param bundle folder of this node, empty for the one in the jar */
    @Bean
    FirstBundle firstBundle(BundleLoader loader, BundleShelf shelf, DeploymentRepository repository,
            PlatformTransactionManager transactions, Clock clock, DeploymentProperties properties,
            @Value("${hub.bundle:}") String bundle) {
        String folder = properties.watch().isBlank() ? bundle : properties.watch();
        StartChoice.Own own = folder.isBlank()
                ? new StartChoice.Own(false, BundleFiles::fromClassPath)
                : new StartChoice.Own(true, () -> BundleFiles.fromDirectory(Path.of(folder)));
        return new StartChoice(own, loader, shelf, repository, new TransactionTemplate(transactions), clock);
    }

    @Bean
    NodeRunner nodeRunner(ActiveBundle active, BundleLoader loader, FlowPorts ports) {
        return new NodeRunner(active, loader, ports);
    }

    @Bean
    Deployments deployments(DeploymentRepository repository, BundleShelf shelf, NodeRunner runner,
            PlatformTransactionManager transactions, DeploymentProperties properties, Clock clock) {
        return new Deployments(repository, shelf, runner, new TransactionTemplate(transactions), properties, clock);
    }

    @Bean
    Following following(DeploymentRepository repository, BundleShelf shelf, NodeRunner runner, Deployments deployments,
            DeploymentProperties properties, Clock clock) {
        String node = "node-" + UUID.randomUUID().toString().substring(0, 8);
        return new Following(node, repository, shelf, runner, deployments, new Probation(properties), clock);
    }

    @Bean
    @ConditionalOnExpression("!'${hub.deploy.watch:}'.isBlank()")
    FolderWatch folderWatch(DeploymentProperties properties, BundleShelf shelf, Deployments deployments) {
        return new FolderWatch(Path.of(properties.watch()), shelf, deployments);
    }
}
