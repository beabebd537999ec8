package cn.tongban.hub.console;

import cn.tongban.hub.bulk.BulkAction;
import cn.tongban.hub.bulk.BulkGroup;
import cn.tongban.hub.bulk.BulkOrder;
import cn.tongban.hub.bulk.BulkState;
import cn.tongban.hub.bulk.BulkTask;
import cn.tongban.hub.bulk.BulkTasks;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same decision on many: how many first, then a task that is seen, slowed down, paused and stopped. */
@Page
@RequestMapping("/tasks")
class TasksPage {
    private static final int MOST = 50;

    private final BulkTasks tasks;
    private final Acts acts;

    TasksPage(BulkTasks tasks, Acts acts) {
        this.tasks = tasks;
        this.acts = acts;
    }

    @GetMapping
    @Requires(Scope.READ)
    String list(Model model) {
        model.addAttribute("tasks", tasks.newest(MOST));
        return "tasks/index";
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    String one(@PathVariable UUID id, Caller caller, Model model) {
        BulkTask task = tasks.get(id);
        boolean maySteer = caller.scopes().contains(Scope.OPERATE);
        boolean looked = task.action() == BulkAction.CHECK && task.state() == BulkState.FINISHED;
        boolean mayRepair = maySteer && looked && task.patched() && task.done() > 0;
        model.addAttribute("task", task);
        model.addAttribute("pointer", tasks.pointer(task));
        model.addAttribute("findings", tasks.findings(id));
        model.addAttribute("looked", looked);
        model.addAttribute("maySteer", maySteer);
        model.addAttribute("mayRepair", mayRepair);
        model.addAttribute("reach", mayRepair ? tasks.reach(task) : null);
        return "tasks/task";
    }

    /** @param expected how many the page said; with more than that nothing begins */
    @PostMapping
    @Requires(Scope.OPERATE)
    String begin(@RequestParam String action, @RequestParam String destination, @RequestParam String code,
            @RequestParam int expected, @RequestParam(defaultValue = "20") int perSecond, @RequestParam String reason,
            Caller caller) {
        BulkAction wanted = switch (action) {
            case "replay" -> BulkAction.REPLAY;
            case "discard" -> BulkAction.DISCARD;
            default -> throw new HubException(ErrorCode.REQUEST_INVALID, "action");
        };
        Map<String, Object> request = Map.of("expected", expected, "perSecond", perSecond);
        BulkOrder order = BulkOrder.of(wanted, new BulkGroup(destination, code, ""), expected, perSecond, reason);
        BulkTask task = acts.once(new Act(caller, null, "deliveries." + wanted.wire(), destination + " " + code, request), reason,
                BulkTask.class, () -> tasks.begin(order, new BulkOrder.By(caller.tokenId(), caller.name())));
        return "redirect:/tasks/" + task.id();
    }

    @PostMapping("/{id}/{order:pause|resume|stop}")
    @Requires(Scope.OPERATE)
    String steer(@PathVariable UUID id, @PathVariable String order, @RequestParam String reason, Caller caller) {
        acts.once(new Act(caller, null, "task." + order, id.toString(), order), reason, BulkTask.class, () -> switch (order) {
            case "pause" -> tasks.pause(id);
            case "resume" -> tasks.resume(id);
            default -> tasks.stop(id);
        });
        return "redirect:/tasks/" + id;
    }
}
