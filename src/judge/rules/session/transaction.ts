import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { opaque } from "./opaque.ts";

export const transaction: Rule<"transaction"> = {
  effect: ({ verb }, at) =>
    verb === "rollback" ? opaque.effect(TAKEN_BACK, at) : effect(`${verb} of a transaction of its own`),
  after: ({ verb }, schema) => (verb === "rollback" ? opaque.after(TAKEN_BACK, schema) : schema),
};

/** What of it that is depends on the savepoints, on who began the transaction, and on what commits by itself. */
const TAKEN_BACK = { kind: "opaque", because: "what came before it in its transaction is taken back" } as const;
