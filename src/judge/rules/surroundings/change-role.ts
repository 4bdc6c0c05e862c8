import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { isGrantTo, isHeld, withNewRole } from "../../schema/held-by-role.ts";
import { withMark } from "../../schema/surroundings.ts";

export const createRole: Rule<"create-role"> = {
  effect: ({ roles }) => effect(`role ${roles.join(", ")} is new`),
  after: ({ roles, ifNotExists }, schema) =>
    roles.reduce(
      (made, role) =>
        made.surroundings.has(dropped(role))
          ? withoutObject(made, "surroundings", dropped(role))
          : withMark(ifNotExists === true ? made : withNewRole(made, role), `role ${role}`, "yes"),
      schema,
    ),
};

export const dropRole: Rule<"drop-role"> = {
  effect: ({ roles }, { before }) =>
    effect(`whoever connects as ${roles.join(", ")} is refused`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      succeeds: succeedsOn(roles, before),
      restorable: "structure_only",
    }),
  after: ({ roles }, schema) =>
    roles.reduce((left, role) => {
      const own = [...left.surroundings.keys()].filter((key) => key === `role ${role}` || isGrantTo(role, key));
      const without = own.reduce((made, key) => withoutObject(made, "surroundings", key), left);
      return left.surroundings.has(`role ${role}`) ? without : withMark(without, dropped(role), "yes");
    }, schema),
};

export const alterRole: Rule<"alter-role"> = {
  effect: () => effect("what the role may do and sees is another", { impact: UNDETERMINED, restorable: "full" }),
  after: ({ text }: ChangeOf<"alter-role">, schema) => withMark(schema, `role: ${text}`, "yes"),
};

/** PostgreSQL drops no role that owns something or may do something; MySQL none that a view or routine runs as. */
function succeedsOn(roles: readonly string[], schema: Schema): Effect["succeeds"] {
  const { dialect, surroundings } = schema;
  if (dialect === "mariadb" && roles.every((role) => surroundings.has(`role ${role}`))) return "yes";
  return dialect === "postgresql" && roles.some((role) => isHeld(role, schema)) ? "no" : "data_dependent";
}

function dropped(role: string): string {
  return `dropped role ${role}`;
}
