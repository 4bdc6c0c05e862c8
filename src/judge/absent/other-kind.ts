// What is there under the name that a statement gives, and is another kind of thing: `if exists` does not help.
import type { ChangeKind, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import type { UserType } from "../types/user-type.ts";
import { locate } from "../schema/locate-index.ts";
import { routineKey } from "../schema/routines.ts";
import { keyOf } from "../schema/schema.ts";
import { worstSuccess } from "../worst.ts";
import { apartFromHeirs, mayHaveHeirs } from "./with-heirs.ts";

/** RemoveRelations in src/backend/commands/tablecmds.c, LookupFuncWithArgs in parser/parse_func.c, checkDomainOwner. */
export function ofItsKind<Kind extends ChangeKind>(own: Effect, change: ChangeOf<Kind>, schema: Schema): Effect {
  if (schema.dialect !== "postgresql" || own.succeeds === "no") return own;
  const check: Check<Kind> | undefined = CHECKS[change.kind as Kind];
  const other = check?.(change, schema) ?? apartFromHeirs(change, schema);
  if (other !== undefined) return { ...own, succeeds: "no", because: other };
  return mayHaveHeirs(change, schema) ? { ...own, succeeds: worstSuccess([own.succeeds, "undetermined"]) } : own;
}

type Check<Kind extends ChangeKind> = (change: ChangeOf<Kind>, schema: Schema) => string | undefined;

const CHECKS: { readonly [Kind in ChangeKind]?: Check<Kind> } = {
  "drop-table": ({ table }, schema) => relation(table, "table", schema),
  "drop-view": ({ view, materialized }, schema) => relation(view, kindOfView(materialized), schema),
  "rename-view": ({ view, said }, schema) => (said === undefined ? undefined : relation(view, said, schema)),
  "drop-sequence": ({ sequence }, schema) => relation(sequence, "sequence", schema),
  "rename-sequence": ({ sequence }, schema) => relation(sequence, "sequence", schema),
  "drop-routine": routine,
  "rename-routine": routine,
  "drop-index": ({ index }, schema) => relation(index, "index", schema),
  "row-security": ({ table }, schema) => relation(table, "table", schema),
  "create-policy": ({ table }, schema) => relation(table, "table", schema),
  comment: ({ on, of }, schema) => {
    if (of?.said !== undefined) return relation(of.name, of.said, schema);
    return on === undefined || on.column !== null ? undefined : relation(on.relation, "table", schema);
  },
  "add-column": ({ table }, schema) => relation(table, "table", schema),
  "drop-type": (change, schema) => {
    if (!schema.types.has(keyOf(schema, change.type))) return relation(change.type, "type", schema);
    return change.isDomain === true ? type(change, "domain", schema) : undefined;
  },
  "alter-domain": (change, schema) => type(change, "domain", schema),
  "add-enum-value": (change, schema) => type(change, "enum", schema),
  "rename-enum-value": (change, schema) => type(change, "enum", schema),
  "add-attribute": (change, schema) => type(change, "other", schema),
  "drop-attribute": (change, schema) => type(change, "other", schema),
  "change-attribute": (change, schema) => type(change, "other", schema),
  "rename-attribute": (change, schema) => type(change, "other", schema),
};

function relation(name: Name, wanted: string, schema: Schema): string | undefined {
  const key = keyOf(schema, name);
  const view = schema.views.get(key);
  const kinds = [
    { kind: "table", id: schema.tables.get(key)?.id },
    { kind: kindOfView(view?.materialized === true), id: view?.id },
    { kind: "sequence", id: schema.sequences.get(key)?.id },
    { kind: "index", id: locate(schema, name, null)?.id },
  ];
  const found = kinds.find(({ id }) => isListed(id));
  return found === undefined || found.kind === wanted ? undefined : `${key} is a ${found.kind}, not a ${wanted}`;
}

function kindOfView(materialized: boolean): string {
  return materialized ? "materialized view" : "view";
}

/** What statements only name may be anything. */
function isListed(id: number | undefined): boolean {
  return id !== undefined && id > 0;
}

function routine(change: ChangeOf<"drop-routine"> | ChangeOf<"rename-routine">, schema: Schema): string | undefined {
  const key = routineKey(schema, change.routine, change.args);
  const made = key === undefined ? undefined : schema.routines.get(key)?.of;
  if (made === undefined || made === change.of || change.of === "routine") return undefined;
  return `${key} is a ${made}, not a ${change.of}`;
}

function type({ type: name }: { readonly type: Name }, wanted: UserType["of"], schema: Schema): string | undefined {
  const key = keyOf(schema, name);
  const known = schema.types.get(key);
  // A type of which there is only a column may be either.
  const isKnown = known !== undefined && (known.of !== "other" || known.text !== "");
  return isKnown && isListed(known.id) && known.of !== wanted
    ? `${key} is ${NAMED[known.of]}, not ${NAMED[wanted]}`
    : undefined;
}

const NAMED: Readonly<Record<UserType["of"], string>> = {
  enum: "an enum",
  domain: "a domain",
  other: "a type with attributes",
};
