package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.crypto.Verdict;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request with its envelope opened.
 *
 * @param row the first row of params; a missing node when there is none
 */
record Opened(Verdict verdict, String sign, JsonNode row) {}
