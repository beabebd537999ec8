-- The number on a parcel in somebody's hand.
create index parcel_waybill on parcel (waybill_no) where waybill_no <> '';
