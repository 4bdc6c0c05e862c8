import type { DatabaseSeen } from "../model/situation.ts";
import type { Tunnel } from "../ports/cluster.ts";
import type { Address, Database, Databases, Row } from "../ports/database.ts";
import type { Secret } from "../ports/secret.ts";
import type { Ask } from "./count/counting.ts";
import type { DialectRules, Purpose } from "./dialect.ts";
import type { Knex } from "knex";
import createKnex from "knex";
import { SafeRollbackError, failure } from "../errors.ts";
import { dialects } from "./all.ts";
import { columnsByTable } from "./columns.ts";
import { countEach } from "./count/count.ts";
import { keepableEach } from "./keep/keepable.ts";
import { locateDatabase } from "./locate.ts";
import { queryRefusalOf, refusalOf } from "./refusal.ts";
import { parseUrl } from "./url.ts";

/** An open connection, before it is known whether anybody will write through it. */
export interface Connection {
  readonly knex: Knex;
  readonly rules: DialectRules;
  readonly seen: DatabaseSeen;
}

/** `override` is a URL from outside the container; it wins over everything the container says. */
export function createDatabases(override: Secret | undefined): Databases {
  return {
    locate: (environment, settings, conventions) => locateDatabase({ environment, settings, conventions, override }),
    open: openReadOnly,
  };
}

/** @throws database-unreachable, database-refused */
export const openReadOnly: Databases["open"] = async (address, through) =>
  readOnly(await connect(address, "read", through), address);

/**
 * Connects and asks who answers. `through` only leads the socket elsewhere: certificates are verified for the
 * address' own host. @throws database-unreachable, database-refused
 */
export async function connect(address: Address, purpose: Purpose, through: Tunnel | undefined): Promise<Connection> {
  const parsed = parseUrl(address.url.reveal());
  if (parsed.kind === "malformed") {
    throw failure("setting-malformed", `${address.from} does not hold the URL of a database`, {
      facts: [parsed.because],
    });
  }
  const rules = dialects[parsed.parts.dialect];
  const attempts = rules.attempts(parsed.parts, purpose, through);
  for (const [index, config] of attempts.entries()) {
    const knex = createKnex(config);
    try {
      const [row] = rules.rowsOf(await knex.raw(rules.seenQuery));
      return { knex, rules, seen: seenBy(rules, row ?? {}, address) };
    } catch (error) {
      await knex.destroy();
      const isLast = index === attempts.length - 1;
      if (isLast || !rules.mayTryNext(error)) throw refusalOf(error, address, through);
    }
  }
  throw refusalOf(new Error("no way to connect"), address, through);
}

function seenBy(rules: DialectRules, row: Row, { host, name }: Address): DatabaseSeen {
  return { ...rules.seen(row), host, name: typeof row["name"] === "string" ? row["name"] : name };
}

/** A `?` in a query's text stands for a value, `??` for an identifier, as everywhere in knex. */
function readOnly(connection: Connection, address: Address): Database {
  const { knex, rules, seen } = connection;
  const reading = async <T>(questions: (ask: Ask) => Promise<T>): Promise<T> => {
    try {
      return await transact(connection, rules.readingLimits(seen.dialect), questions);
    } catch (error) {
      if (error instanceof SafeRollbackError) throw error;
      throw queryRefusalOf(error, address);
    }
  };
  const query: Database["query"] = async (text, values) => reading(async (ask) => ask(text, values));
  return {
    seen,
    query,
    columns: async (tables) => columnsByTable(tables, async (names) => query(rules.columnsQuery(names.length), names)),
    schemaDdl: async () => reading(async (ask) => rules.schemaDdl(ask)),
    server: async () => reading(async (ask) => rules.server(ask)),
    count: async (things) => {
      const limits = rules.counting.limits(seen.dialect);
      return countEach(things, rules.counting, async (questions) => transact(connection, limits, questions));
    },
    keepable: async (losses) => {
      const { counting, keeping } = rules;
      const limits = counting.limits(seen.dialect);
      return keepableEach(losses, { counting, keeping, transact: async (asks) => transact(connection, limits, asks) });
    },
    close: async () => knex.destroy(),
  };
}

/** Throws the driver's own errors. */
async function transact<T>(
  { knex, rules }: Connection,
  limits: readonly string[],
  questions: (ask: Ask) => Promise<T>,
): Promise<T> {
  return knex.transaction(
    async (transaction) => {
      for (const limit of limits) await transaction.raw(limit);
      return questions(async (text, values) =>
        rules.rowsOf(
          values === undefined
            ? await transaction.raw(text)
            : await transaction.raw(text, values as readonly Knex.RawBinding[]),
        ),
      );
    },
    { readOnly: true },
  );
}
