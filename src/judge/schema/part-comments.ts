// What is said of the parts of tables (indexes, constraints, triggers, policies, rules): it goes with them, and does not
// come back with them.
import type { ChangeKind, ChangeOf } from "../../model/change.ts";
import type { Schema } from "./schema.ts";

/** Which part a comment is on, or a statement makes, as `surroundings` have it; undefined for every other change. */
export function partCommented<Kind extends ChangeKind>(change: ChangeOf<Kind>): string | undefined {
  const naming: Naming<Kind> | undefined = NAMING[change.kind as Kind];
  return naming?.(change);
}

type Naming<Kind extends ChangeKind> = (change: ChangeOf<Kind>) => string | undefined;

const NAMING: { readonly [Kind in ChangeKind]?: Naming<Kind> } = {
  comment: ({ index, part }) => (index === undefined ? ofPart(part) : named("index", index.name)),
  "create-index": ({ index }) => named("index", index.name),
  "add-constraint": ({ constraint, table }) => named("constraint", constraint.name, table.name),
  "create-trigger": ({ name, table }) => named("trigger", name, table.name),
  "create-policy": ({ name, table }) => named("policy", name, table.name),
  "create-rule": ({ name, table }) => named("rule", name, table.name),
};

/** They stay when the part goes, so that comparing them takes to know which parts are new. */
export function withoutPartComments(marks: Schema["surroundings"]): Schema["surroundings"] {
  return new Map([...marks].filter(([mark]) => !isPartComment(mark)));
}

export function isPartComment(mark: string): boolean {
  return mark.startsWith(OWN);
}

type Part = ChangeOf<"comment">["part"];

function ofPart(part: Part): string | undefined {
  return part === undefined ? undefined : named(part.of, part.name, part.table.name);
}

function named(of: string, name: string | null, table = ""): string | undefined {
  return name === null ? undefined : `${OWN}${of} ${table} ${name}`;
}

const OWN = "comment on part: ";
