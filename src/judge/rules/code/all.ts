import type { CodeChange } from "../../../model/change/code.ts";
import type { ViewChange } from "../../../model/change/views.ts";
import type { RulesOf } from "../../rule.ts";
import { alterRoutine } from "./alter-routine.ts";
import { alterEvent, createEvent, dropEvent } from "./change-event.ts";
import { createRoutine } from "./create-routine.ts";
import { createTrigger } from "./create-trigger.ts";
import { createView } from "./create-view.ts";
import { dropRoutine } from "./drop-routine.ts";
import { dropTrigger } from "./drop-trigger.ts";
import { dropView } from "./drop-view.ts";
import { refreshView } from "./refresh-view.ts";
import { renameRoutine } from "./rename-routine.ts";
import { renameTrigger } from "./rename-trigger.ts";
import { renameView } from "./rename-view.ts";
import { rewriteRule } from "./rewrite-rule.ts";
import { switchTrigger } from "./switch-trigger.ts";

export const CODE_RULES: RulesOf<(CodeChange | ViewChange)["kind"]> = {
  "create-view": createView,
  "drop-view": dropView,
  "rename-view": renameView,
  "refresh-view": refreshView,
  "create-routine": createRoutine,
  "drop-routine": dropRoutine,
  "alter-routine": alterRoutine,
  "rename-routine": renameRoutine,
  "create-trigger": createTrigger,
  "drop-trigger": dropTrigger,
  "rename-trigger": renameTrigger,
  "enable-trigger": switchTrigger,
  "disable-trigger": switchTrigger,
  "create-rule": rewriteRule,
  "drop-rule": rewriteRule,
  "create-event": createEvent,
  "drop-event": dropEvent,
  "alter-event": alterEvent,
};
