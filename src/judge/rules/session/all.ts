import type { SessionChange } from "../../../model/change/session.ts";
import type { RulesOf } from "../../rule.ts";
import { lockTable } from "./lock-table.ts";
import { maintenance } from "./maintenance.ts";
import { opaque } from "./opaque.ts";
import { read } from "./read.ts";
import { sessionSetting } from "./session-setting.ts";
import { transaction } from "./transaction.ts";

export const SESSION_RULES: RulesOf<SessionChange["kind"]> = {
  read,
  "session-setting": sessionSetting,
  maintenance,
  "lock-table": lockTable,
  transaction,
  opaque,
};
