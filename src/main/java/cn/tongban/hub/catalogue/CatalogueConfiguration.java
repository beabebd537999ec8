package cn.tongban.hub.catalogue;

import cn.tongban.hub.flow.ActiveBundle;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean
    ItemRepository itemRepository(JdbcTemplate jdbc) {
        return new ItemRepository(jdbc);
    }

    @Bean
    InventoryRepository inventoryRepository(JdbcTemplate jdbc) {
        return new InventoryRepository(jdbc);
    }

    @Bean
    ItemRegister itemRegister(ItemRepository repository, InventoryRepository inventories) {
        return new ItemRegister(repository, inventories);
    }

    @Bean
    InventoryRegister inventoryRegister(InventoryRepository inventories) {
        return new InventoryRegister(inventories);
    }

    @Bean
    CatalogueWatch catalogueWatch(
            ItemRepository repository, ActiveBundle active, Clock clock, CatalogueProperties properties) {
        return new CatalogueWatch(repository, () -> active.bundle().files(), clock, properties.look());
    }

    @Bean
    ItemGate itemGate(CatalogueProperties properties) {
        return new ItemGate(properties.gate());
    }

    @Bean
    CatalogueDesk catalogueDesk(CatalogueWatch watch, InventoryRepository inventories, ItemGate gate, Items items) {
        return new CatalogueDesk(watch, inventories, gate, items);
    }

    @Bean
    Items items(
            ItemRepository repository, InventoryRepository inventories, CatalogueWatch watch, ItemGate gate) {
        return new Items(repository, inventories, watch, gate);
    }
}
