package cn.tongban.hub.parcel;

import cn.tongban.hub.parcel.Parcels.Filter;
import cn.tongban.hub.parcel.Parcels.Heard;
import cn.tongban.hub.parcel.Parcels.Listed;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

final class ParcelReadRepository {
    private static final String PARCEL = "select " + ParcelRepository.COLUMNS + " from parcel where ";

    private final JdbcTemplate jdbc;

    ParcelReadRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Parcel> find(OrderNo orderNo) {
        return jdbc.query(PARCEL + "order_no = ?", (row, n) -> ParcelRepository.parcel(row), orderNo.toString()).stream()
                .findFirst();
    }

    List<Parcel> byWaybill(String waybillNo) {
        return waybillNo.isEmpty() ? List.of()
                : jdbc.query(PARCEL + "waybill_no = ? order by order_no limit 100", (row, n) -> ParcelRepository.parcel(row),
                        waybillNo);
    }

    List<Listed> page(Filter filter, int limit) {
        StringBuilder sql = new StringBuilder(PARCEL).append("true");
        List<Object> values = new ArrayList<>();
        if (filter.caseNo() != null) {
            sql.append(" and case_no = ?");
            values.add(filter.caseNo());
        }
        if (filter.state() != null) {
            sql.append(" and state = ?");
            values.add(filter.state().name());
        }
        if (filter.before() != null && filter.beforeOrderNo() != null) {
            sql.append(" and (created_at, order_no) < (?, ?)");
            values.add(Timestamp.from(filter.before()));
            values.add(filter.beforeOrderNo());
        }
        values.add(limit);
        return jdbc.query(sql.append(" order by created_at desc, order_no desc limit ?").toString(),
                (row, n) -> new Listed(ParcelRepository.parcel(row), row.getTimestamp("created_at").toInstant()),
                values.toArray());
    }

    List<Heard> events(OrderNo orderNo) {
        return jdbc.query(ParcelRepository.EVENTS + " where order_no = ? order by recorded_at, at, event_id",
                (row, n) -> new Heard(ParcelRepository.event(row), row.getTimestamp("recorded_at").toInstant(),
                        row.getObject("message_id", UUID.class)),
                orderNo.toString());
    }
}
