package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.Hop;
import java.util.List;

/** A delivery with all that happened to it, oldest first. */
record DeliveryDetail(DeliveryRow delivery, List<Hop> hops) {}
