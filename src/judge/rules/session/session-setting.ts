import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";

export const sessionSetting: Rule<"session-setting"> = {
  effect: ({ setting }) => effect(`${setting} holds for this session alone`),
  after: ({ setting, value }, schema) => ({
    ...schema,
    session: new Map(schema.session).set(setting.toLowerCase(), value.toLowerCase()),
  }),
};
