import type { SchemaDdl } from "../../model/schema-ddl.ts";
import type { Row } from "../../ports/database.ts";
import type { Made } from "./order.ts";
// The schema of a PostgreSQL database (13 and later) from its system catalogs, as "System Catalogs" and "System
// Catalog Information Functions" in its documentation describe them. No server function prints a whole table.
import { inOrder } from "./order.ts";
import { CODE } from "./postgres-code.ts";
import { LEFT_OUT } from "./postgres-left-out.ts";
import { NEEDS } from "./postgres-needs.ts";
import { TABLES } from "./postgres-tables.ts";
import { TYPES } from "./postgres-types.ts";

/**
 * Every schema but the server's own and those in which rows are kept aside. Extensions are made by name, and their members not again. Owners, privileges,
 * comments, storage parameters of columns, replica identities and the values of sequences are no part of it; a
 * partition has its parent's order of columns, and the names that the server gives to what it inherits.
 * @param ask runs in one read-only transaction, which it may set up
 */
export async function postgresSchema(ask: (text: string) => Promise<readonly Row[]>): Promise<SchemaDdl> {
  // With nothing else on the path, the server prints every name of ours with its schema.
  await ask("set local search_path = pg_catalog");
  await ask(`set local lock_timeout = '${LOCK_TIMEOUT_SECONDS}s'`);
  const rows = await ask(`${OURS} select * from (${[TYPES, CODE, TABLES].join("\nunion all ")}) as made
    where (class, id) not in (select classid, objid from member) order by rank, case when rank = ${LAST} then text end, id, part`);
  const needs = await ask(NEEDS);
  const roles = await ask(`${OURS} select distinct rolname as role from pg_policy
    join pg_class on pg_class.oid = polrelid join ours on ours.oid = relnamespace
    join pg_roles on pg_roles.oid = any (polroles) order by 1`);
  const leftOut = await ask(`${OURS} select what from (${LEFT_OUT}) as left_out
    where (class, id) not in (select classid, objid from member) order by 1`);
  return {
    statements: [
      // Bodies are checked when they are created, against tables that come later and by unqualified names.
      "set check_function_bodies = off",
      ...inOrder(thingsOf(rows), needsOf(needs)).flatMap(({ statements }) => statements),
      ...rows.filter(({ rank }) => rank === LAST).map(({ text }) => String(text)),
    ],
    roles: roles.map(({ role }) => String(role)),
    leftOut: leftOut.map(({ what }) => String(what)),
  };
}

function thingsOf(rows: readonly Row[]): readonly Made[] {
  const things = Map.groupBy(
    rows.filter(({ rank }) => rank !== LAST),
    (row) => `${String(row["class"])} ${String(row["id"])}`,
  );
  return [...things].map(([id, own]) => ({ id, statements: own.map(({ text }) => String(text)) }));
}

function needsOf(rows: readonly Row[]): ReadonlyMap<string, readonly string[]> {
  const needs = Map.groupBy(rows, ({ id }) => String(id));
  return new Map([...needs].map(([id, own]) => [id, own.map(({ needed }) => String(needed))]));
}

/** Of what the others cannot be without, e.g. a sequence's owner: the column may take its default from the sequence. */
const LAST = 99;

/** Somebody else's migration holds its lock for longer; then the schema is not what it is going to be anyway. */
const LOCK_TIMEOUT_SECONDS = 5;

const OURS = `with ours as (
    select oid, nspname from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'
      and nspname not like 'safe\\_rollback\\_%'),
  member as (select classid, objid from pg_depend where deptype = 'e')`;
