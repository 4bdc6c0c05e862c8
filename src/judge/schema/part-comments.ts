// What is said of the parts of tables (indexes, constraints, triggers, policies, rules): it goes with them, and does not
// come back with them.
import type { Change } from "../../model/change.ts";
import type { Schema } from "./schema.ts";

/** Which part a comment is on, or a statement makes, as `surroundings` have it; undefined for every other change. */
export function partCommented(change: Change): string | undefined {
  switch (change.kind) {
    case "comment":
      return change.index === undefined ? ofPart(change.part) : named("index", change.index.name);
    case "create-index":
      return named("index", change.index.name);
    case "add-constraint":
      return named("constraint", change.constraint.name, change.table.name);
    case "create-trigger":
      return named("trigger", change.name, change.table.name);
    case "create-policy":
      return named("policy", change.name, change.table.name);
    case "create-rule":
      return named("rule", change.name, change.table.name);
    default:
      return undefined;
  }
}

/** Those of what is still there are not compared: they change nothing. */
export function withoutPartComments(marks: Schema["surroundings"]): Schema["surroundings"] {
  return new Map([...marks].filter(([mark]) => !mark.startsWith(OWN)));
}

type Part = Extract<Change, { readonly kind: "comment" }>["part"];

function ofPart(part: Part): string | undefined {
  return part === undefined ? undefined : named(part.of, part.name, part.table.name);
}

function named(of: string, name: string | null, table = ""): string | undefined {
  return name === null ? undefined : `${OWN}${of} ${table} ${name}`;
}

const OWN = "comment on part: ";
