import type { ConstraintDefinition, IndexDefinition } from "../../model/definition.ts";
import type { Dialect } from "../../model/situation.ts";
import type { Schema, Table } from "./schema.ts";

/** A name that the database chooses, which later statements rely on. */
export function named({ dialect }: Schema, table: Table, definition: ConstraintDefinition): ConstraintDefinition {
  if (definition.name !== null) return definition;
  const like = table.constraints.filter(({ definition: { kind } }) => kind === definition.kind).length + 1;
  const base = table.name.slice(table.name.lastIndexOf(".") + 1);
  const chosen: Readonly<Record<Dialect, () => string>> = {
    postgresql: () => postgresName(table, definition, base),
    mysql: () => mysqlName(definition, table, { check: `${base}_chk_${like}`, foreignKey: `${base}_ibfk_${like}` }),
    mariadb: () => mysqlName(definition, table, { check: freeCheck(table), foreignKey: `${base}_ibfk_${like}` }),
    sqlite: () => `${base}_${definition.kind}_${like}`,
  };
  return { ...definition, name: chosen[dialect]() };
}

/** src/backend/commands/indexcmds.c and tablecmds.c, ChooseConstraintName; a number where the name is taken. */
function postgresName(table: Table, definition: ConstraintDefinition, base: string): string {
  const ending = ENDINGS[definition.kind];
  if (definition.kind === "primary-key") return free(shortened(base, "", ending), table);
  // A check is named after its column where it reads one.
  const columns = definition.kind === "check" && definition.columns.length > 1 ? [] : definition.columns;
  return free(shortened(base, columns.join("_"), ending), table);
}

/** makeObjectName in src/backend/commands/indexcmds.c: the longer of the two is cut until all is in 63 bytes. */
function shortened(table: string, columns: string, ending: string): string {
  let [first, second] = [Buffer.from(table), Buffer.from(columns)];
  const between = columns === "" ? 1 : 2;
  while (first.length + second.length + between + ending.length > LONGEST)
    if (first.length > second.length) first = first.subarray(0, -1);
    else second = second.subarray(0, -1);
  return [first, second, ending]
    .map(String)
    .filter((part) => part !== "")
    .join("_");
}

const LONGEST = 63;

/** sql/sql_table.cc: a key is called like its first column, other constraints are numbered. */
function mysqlName(
  { kind, columns: [first] }: ConstraintDefinition,
  table: Table,
  { check, foreignKey }: { readonly check: string; readonly foreignKey: string },
): string {
  if (kind === "primary-key") return "PRIMARY";
  if (kind === "foreign-key") return foreignKey;
  return kind === "check" || first === undefined ? check : freeKey(first, table);
}

/** sql/sql_table.cc, make_unique_key_name: the second one is `a_2`, and no other key is called `primary`. */
function freeKey(wanted: string, table: Table): string {
  const taken = new Set(["primary", ...keyNames(table)]);
  let name = wanted;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${wanted}_${count}`;
  return name;
}

function keyNames({ constraints, indexes }: Table): readonly string[] {
  const unique = constraints.filter(({ definition: { kind } }) => kind === "unique");
  return [...unique, ...indexes].map(({ definition: { name } }) => (name ?? "").toLowerCase());
}

function freeCheck({ constraints }: Table): string {
  const taken = new Set(constraints.map(({ definition: { name } }) => name));
  let count = 1;
  while (taken.has(`CONSTRAINT_${count}`)) count += 1;
  return `CONSTRAINT_${count}`;
}

export function indexNamed(schema: Schema, table: Table, definition: IndexDefinition): IndexDefinition {
  if (definition.name !== null) return definition;
  const base = table.name.slice(table.name.lastIndexOf(".") + 1);
  if (schema.dialect !== "postgresql") return { ...definition, name: freeKey(definition.keys[0] ?? base, table) };
  const keys = definition.keys.map((key) => (definition.names?.columns.includes(key) === false ? wordFor(key) : key));
  return { ...definition, name: free(shortened(base, keys.join("_"), "idx"), table) };
}

/** What is called, as the columns of queries are named. */
function wordFor(expression: string): string {
  return /^(?:\w+\.)?(?<called>\w+)\s*\(.*\)$/s.exec(expression)?.groups?.["called"] ?? "expr";
}

function free(wanted: string, table: Table): string {
  const taken = new Set([...table.constraints, ...table.indexes].map(({ definition: { name } }) => name));
  let name = wanted;
  for (let count = 1; taken.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}

const ENDINGS: Readonly<Record<ConstraintDefinition["kind"], string>> = {
  "primary-key": "pkey",
  unique: "key",
  check: "check",
  "foreign-key": "fkey",
  exclude: "excl",
  "not-null": "not_null",
};
