import type { Change, ChangeOf } from "../../model/change.ts";
import type { ViewKind } from "../../model/change/views.ts";
import type { Name } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type { AlterObjectSchemaStmt, AlterOwnerStmt, ObjectType, RenameStmt } from "libpg-query";
import { ofItAlone } from "./alone.ts";
import { argumentsOf } from "./arguments.ts";
import { nameOfObject, nameOfRelation } from "./names.ts";
import { notJudged } from "./opaque.ts";

export function rename(statement: RenameStmt, source: Source): readonly Change[] {
  const type = statement.renameType ?? "OBJECT_ACCESS_METHOD";
  const to = statement.newname ?? "";
  const object = targetOf(statement);
  const inside = { table: object, name: statement.subname ?? "", to, text: source.text };
  const other = { ...object, name: to };
  const within = WITHIN[type]?.(inside);
  if (within !== undefined) return [type === "OBJECT_COLUMN" ? ofItAlone(within, statement) : within];
  return [moved(type, statement, { object, to: other }) ?? notJudged(source.text)];
}

export function setSchema(statement: AlterObjectSchemaStmt, source: Source): readonly Change[] {
  const object = targetOf(statement);
  const to = { schema: statement.newschema ?? null, name: object.name };
  return [moved(statement.objectType ?? "OBJECT_ACCESS_METHOD", statement, { object, to }) ?? notJudged(source.text)];
}

/** Owners of what is no table; those of tables are a clause of `alter table`. */
export function setOwner(statement: AlterOwnerStmt): readonly Change[] {
  const owner = statement.newowner?.rolename ?? "the current role";
  return [{ kind: "set-owner", table: targetOf(statement), owner }];
}

function targetOf({ relation, object }: RenameStmt | AlterObjectSchemaStmt | AlterOwnerStmt): Name {
  return relation === undefined ? nameOfObject(object) : nameOfRelation(relation);
}

/** The same object under another name, in another schema, or both; null for what has no such change. */
function moved(
  type: ObjectType,
  { object: written }: RenameStmt | AlterObjectSchemaStmt,
  { object, to }: { readonly object: Name; readonly to: Name },
): Change | null {
  const change = OF_SCHEMAS[type]?.(object, to) ?? null;
  return change?.kind === "rename-routine" && written !== undefined ? { ...change, ...argumentsOf(written) } : change;
}

function routine(of: ChangeOf<"rename-routine">["of"]) {
  return (object: Name, to: Name): Change => ({ kind: "rename-routine", routine: object, of, to });
}

function view(said: ViewKind) {
  return (object: Name, to: Name): Change => ({ kind: "rename-view", view: object, to, said });
}

function type(object: Name, to: Name): Change {
  return { kind: "rename-type", type: object, to };
}

const OF_SCHEMAS: Readonly<Partial<Record<ObjectType, (object: Name, to: Name) => Change>>> = {
  OBJECT_TABLE: (table, to) => ({ kind: "rename-table", table, to }),
  OBJECT_VIEW: view("view"),
  OBJECT_MATVIEW: view("materialized view"),
  OBJECT_SEQUENCE: (sequence, to) => ({ kind: "rename-sequence", sequence, to }),
  OBJECT_TYPE: type,
  OBJECT_DOMAIN: type,
  OBJECT_FUNCTION: routine("function"),
  OBJECT_ROUTINE: routine("routine"),
  OBJECT_PROCEDURE: routine("procedure"),
  OBJECT_AGGREGATE: routine("aggregate"),
};

interface Inside {
  readonly table: Name;
  /** The name of what stands in the table, or empty. */
  readonly name: string;
  readonly to: string;
  readonly text: string;
}

/** Objects whose name is not a schema's and their own. */
const WITHIN: Readonly<Partial<Record<ObjectType, (inside: Inside) => Change>>> = {
  OBJECT_COLUMN: ({ table, name, to }) => ({ kind: "rename-column", table, column: name, to }),
  OBJECT_ATTRIBUTE: ({ table, name, to }) => ({ kind: "rename-attribute", type: table, attribute: name, to }),
  OBJECT_TABCONSTRAINT: ({ table, name, to }) => ({ kind: "rename-constraint", table, name, to }),
  OBJECT_TRIGGER: ({ table, name, to }) => ({ kind: "rename-trigger", table, name, to }),
  OBJECT_POLICY: ({ table, name, to, text }) => ({ kind: "alter-policy", table, name, to, text }),
  OBJECT_INDEX: ({ table, to }) => ({ kind: "rename-index", index: table, table: null, to }),
  OBJECT_SCHEMA: ({ name, to }) => ({ kind: "rename-schema", name, to }),
  OBJECT_ROLE: ({ text }) => ({ kind: "alter-role", text }),
  OBJECT_PUBLICATION: ({ table: { name }, to, text }) => ({
    kind: "publication",
    text,
    does: "alter",
    name,
    to,
    ifExists: false,
  }),
};
