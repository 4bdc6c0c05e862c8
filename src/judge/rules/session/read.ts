import type { Rule } from "../../rule.ts";
import { effect, unchanged } from "../../rule.ts";

export const read: Rule<"read"> = { effect: () => effect("it only reads"), after: unchanged };
