import type { SchemaDdl } from "../../model/schema-ddl.ts";
import type { Row } from "../../ports/database.ts";
// The schema of a MySQL or MariaDB database, in the server's own words: SHOW CREATE … is exact there.
import { inOrder } from "./order.ts";

export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * The connection's own database, by unqualified names wherever the server prints them so. The counter behind
 * AUTO_INCREMENT is part of it, privileges and users are not; definers are named and must exist.
 */
export async function mysqlSchema(ask: Ask): Promise<SchemaDdl> {
  const relations = await ask(RELATIONS);
  const named = (kind: string): readonly string[] =>
    relations.filter((row) => row["kind"] === kind).map((row) => String(row["name"]));
  const code = await ask(CODE);
  const leftOut: string[] = [];
  const shown = async (kind: Kind, names: readonly string[]): Promise<readonly Shown[]> => {
    const all: Shown[] = [];
    for (const name of names) {
      const text = textOf(kind, await rowOf(ask(`show create ${kind} ??`, [name])));
      if (text === undefined) leftOut.push(`${kind} ${name}, whose text the server does not show to this user`);
      else all.push({ name, text });
    }
    return all;
  };
  const of = (kind: string): readonly string[] =>
    code.filter((row) => row["kind"] === kind).map((row) => String(row["name"]));
  const made = [
    ...(await shown("sequence", named("SEQUENCE"))),
    ...(await shown("table", [...named("BASE TABLE"), ...named("SYSTEM VERSIONED")])),
    ...(await shown("function", of("FUNCTION"))),
    ...(await shown("procedure", of("PROCEDURE"))),
    ...viewsInOrder(await shown("view", named("VIEW")), await ask(VIEWS)),
    ...(await shown("trigger", of("TRIGGER"))),
    ...(await shown("event", of("EVENT"))),
  ];
  return {
    // Tables name each other in foreign keys, in circles too.
    statements: ["set foreign_key_checks = 0", ...made.map(({ text }) => text), "set foreign_key_checks = 1"],
    roles: [],
    leftOut,
  };
}

type Kind = keyof typeof TEXT_COLUMNS;

interface Shown {
  readonly name: string;
  readonly text: string;
}

/** The server refuses what a user may not see, and a view that is no longer valid. */
async function rowOf(asked: Promise<readonly Row[]>): Promise<Row | undefined> {
  try {
    return (await asked)[0];
  } catch (error) {
    if (error instanceof Error && "sqlState" in error) return undefined;
    throw error;
  }
}

function textOf(kind: Kind, row: Row | undefined): string | undefined {
  const text = row?.[TEXT_COLUMNS[kind]];
  return typeof text === "string" ? text.replace(/;\s*$/, "") : undefined;
}

/**
 * No view of the server's says on which others a view stands everywhere; but its stored query names each with its
 * database, quoted. A name that only stands in a text of the query makes an order that harms nothing.
 */
function viewsInOrder(views: readonly Shown[], definitions: readonly Row[]): readonly Shown[] {
  const needs = definitions.map(({ name, database, definition }) => {
    const query = String(definition);
    const used = views.filter((other) => query.includes(`${quoted(String(database))}.${quoted(other.name)}`));
    return [String(name), used.map((other) => other.name)] as const;
  });
  const byName = new Map(views.map((view) => [view.name, view.text]));
  const things = views.map(({ name, text }) => ({ id: name, statements: [text] }));
  return inOrder(things, new Map(needs)).map(({ id }) => ({ name: id, text: byName.get(id) ?? "" }));
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

const TEXT_COLUMNS = {
  table: "Create Table",
  sequence: "Create Table",
  view: "Create View",
  function: "Create Function",
  procedure: "Create Procedure",
  trigger: "SQL Original Statement",
  event: "Create Event",
} as const;

const RELATIONS = `select table_name as name, table_type as kind from information_schema.tables
  where table_schema = database() order by table_name`;

const VIEWS = `select table_name as name, table_schema as \`database\`, view_definition as definition
  from information_schema.views where table_schema = database()`;

/** Triggers of one table and moment run in the order of their creation, which is kept. */
const CODE = `select kind, name from (
    select routine_type as kind, routine_name as name, '' as \`table\`, 0 as position
      from information_schema.routines where routine_schema = database()
    union all select 'TRIGGER', trigger_name, event_object_table, action_order
      from information_schema.triggers where trigger_schema = database()
    union all select 'EVENT', event_name, '', 0 from information_schema.events where event_schema = database()
  ) as code order by kind, \`table\`, position, name`;
