package cn.tongban.hub.material;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.List;

/** Why the inside of a file is not taken in. */
final class Unsafe {
    private Unsafe() {}

    /** @param place never a name from within the file: {@code body} or {@code body:entry/3} */
    static HubException because(String rule, String place, String detail) {
        return new HubException(ErrorCode.MATERIAL_UNSAFE, rule, List.of(new Place(place, rule, detail)));
    }
}
