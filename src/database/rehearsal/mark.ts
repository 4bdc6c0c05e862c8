import type { Address } from "../../ports/database.ts";
import type { Mark } from "../../ports/rehearsal.ts";
import type { Connection } from "../connect.ts";
import { randomBytes } from "node:crypto";
import { failure } from "../../errors.ts";
import { connect } from "../connect.ts";
import { maskFor, shapeOf } from "../refusal.ts";

/**
 * A table with the ledger's columns, in the ledger's schema, under a name that no other database has.
 * @param ledger as tools say it: by its schema, or found on the search path
 * @param signedIn the column in which its one row has the digits of its name; it has no row without one
 * @throws database-unreachable, database-refused
 */
export async function markOn(address: Address, ledger: string, signedIn: string | undefined): Promise<Mark> {
  const digits = BigInt(`0x${randomBytes(12).toString("hex")}`).toString();
  const name = `safe_rollback_${digits}`;
  const dot = ledger.indexOf(".");
  const table = dot === -1 ? name : `${ledger.slice(0, dot)}.${name}`;
  const schema = await writing(address, async (connection) => {
    const where = await schemaOf(connection, ledger);
    const [place, like] = [inSchema(where, name), inSchema(where, ledger.slice(dot + 1))];
    const text = connection.rules.transactionalDdl ? "create table ?? (like ??)" : "create table ?? like ??";
    await connection.knex.raw(text, [place, like]);
    if (signedIn !== undefined) await sign(connection, { place, like, signedIn, digits });
    return where;
  });
  return {
    table,
    remove: async () =>
      writing(address, async ({ knex }) => {
        await knex.raw("drop table ??", [inSchema(schema, name)]);
      }),
  };
}

interface Signing {
  readonly place: string;
  readonly like: string;
  readonly signedIn: string;
  readonly digits: string;
}

async function sign({ knex }: Connection, { place, like, signedIn, digits }: Signing): Promise<void> {
  try {
    await knex.raw("insert into ?? select * from ?? limit 1", [place, like]);
    await knex.raw("update ?? set ?? = ?", [place, signedIn, digits]);
  } catch (error) {
    await knex.raw("drop table ??", [place]);
    throw error;
  }
}

/** undefined where it goes without saying: in MySQL a schema is the database. */
async function schemaOf({ knex, rules, seen }: Connection, ledger: string): Promise<string | undefined> {
  const dot = ledger.indexOf(".");
  if (dot !== -1) return ledger.slice(0, dot);
  if (seen.dialect !== "postgresql") return undefined;
  const found: unknown = await knex.raw(
    `select nspname as name from pg_catalog.pg_class join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
     where relname = ? and pg_catalog.pg_table_is_visible(pg_class.oid)`,
    [ledger],
  );
  const [row] = rules.rowsOf(found);
  return typeof row?.["name"] === "string" ? row["name"] : undefined;
}

function inSchema(schema: string | undefined, name: string): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

async function writing<T>(address: Address, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(address, "write", undefined);
  try {
    return await work(connection);
  } catch (error) {
    throw failure("database-refused", `the clone ${address.name} on ${address.host} cannot be marked`, {
      facts: [`the database said: ${maskFor(address)(shapeOf(error).message)}`],
    });
  } finally {
    await connection.knex.destroy();
  }
}
