import type { Effect, Rule } from "../../rule.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { withMark } from "../../surroundings.ts";

type RoleKind = "create-role" | "drop-role" | "alter-role" | "default-privileges";

export const changeRole: Rule<RoleKind> = {
  effect: ({ kind }) => ROLES[kind](),
  after: ({ kind, text }, schema) =>
    kind === "default-privileges" ? schema : withMark(schema, `role: ${text}`, "yes"),
};

const ROLES: Readonly<Record<RoleKind, () => Effect>> = {
  "create-role": () => effect("a role is new"),
  "default-privileges": () => effect("objects made later have other privileges", { restorable: "full" }),
  "alter-role": () =>
    effect("what the role may do and sees is another", {
      impact: UNDETERMINED,
      restorable: "full",
    }),
  "drop-role": () =>
    effect("whoever connects as the role is refused", {
      impact: impact("reads_and_writes_break", "if_referenced"),
      succeeds: "data_dependent",
      restorable: "structure_only",
    }),
};
