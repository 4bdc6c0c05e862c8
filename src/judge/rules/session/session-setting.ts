import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { effect } from "../../rule.ts";

export const sessionSetting: Rule<"session-setting"> = {
  effect: ({ setting }) => effect(`${setting} holds for this session alone`),
  after: ({ setting, value }, schema) => ({ ...schema, session: sessionAfter(setting.toLowerCase(), value, schema) }),
};

/** Names of schemas are as they are written; `reset all` and `discard all` forget what was set. */
function sessionAfter(setting: string, value: string, { session }: Schema): Schema["session"] {
  if (setting === "all") return new Map();
  return new Map(session).set(setting, setting === "search_path" ? value : value.toLowerCase());
}
