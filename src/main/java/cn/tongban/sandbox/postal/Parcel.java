package cn.tongban.sandbox.postal;

/** One waybill. An order that came twice has two of them. */
record Parcel(String waybillNo, String orderNo, String createdTime) {}
