-- An invented exchange database.
SET NAMES utf8mb4;
DROP TABLE IF EXISTS `t_step`;
CREATE TABLE `t_step` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'key',
  `case_no` varchar(64) NOT NULL COMMENT '办件编号',
  `state` char(2) DEFAULT '00' COMMENT '环节, it''s a code',
  `fee` decimal(12,2) DEFAULT NULL,
  `kind` enum('a','b') DEFAULT 'a',
  `update_time` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`) USING BTREE,
  KEY `idx_case` (`case_no`, `state`),
  CHECK (`fee` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='steps';
CREATE TABLE IF NOT EXISTS t_note (text text, created timestamp); -- no key
INSERT INTO t_step (id) VALUES (1);
