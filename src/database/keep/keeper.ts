import type { KeepOrder, KeepState, KeptRows } from "../../model/kept.ts";
import type { Reachable, Row, RowKeeper } from "../../ports/database.ts";
import type { Connection } from "../connect.ts";
import type { Ask } from "../count/counting.ts";
import type { DialectRules } from "../dialect.ts";
import type { Keeper } from "./copies.ts";
import type { Copied, Keeping } from "./keeping.ts";
import type { Knex } from "knex";
import { SafeRollbackError, failure } from "../../errors.ts";
import { choose, edit } from "../../model/trouble.ts";
import { connect } from "../connect.ts";
import { maskFor, shapeOf } from "../refusal.ts";
import { copiesOf } from "./copies.ts";
import { placeOf } from "./keeping.ts";

/** Each throws database-unreachable or database-refused when there is no connection. */
export const rowKeeper: RowKeeper = {
  keep: async (where, order) =>
    session(where, { planId: order.planId, purpose: "keep" }, async ({ dialect, ask }) => keepAll(dialect, ask, order)),
  state: async (where, order) =>
    session(where, { planId: order.planId, purpose: "look" }, async (inside) => stateOf(inside, order)),
  kept: async (where, planId) =>
    session(where, { planId, purpose: "look" }, async (inside) => (await rowsOfList(inside)).map(keptOf)),
};

/** A down's own transaction, which keeps first, with the tables locked as the down is going to lock them anyway. */
export async function keepingTransaction(
  connection: Connection,
  order: KeepOrder | undefined,
  down: (transaction: Knex.Transaction) => Promise<void>,
): Promise<void> {
  const { knex, rules } = connection;
  const kept = rules.transactionalDdl ? order : undefined;
  if (kept !== undefined) await rules.keeping.enter(askThrough(rules, knex), placeOf(kept.planId), "keep");
  await knex.transaction(async (transaction) => {
    for (const limit of rules.writingLimits) await transaction.raw(limit);
    if (kept !== undefined) await keepWithin(rules, transaction, kept);
    await down(transaction);
  });
}

async function keepWithin(rules: DialectRules, transaction: Knex.Transaction, order: KeepOrder): Promise<void> {
  const { keeping } = rules;
  const ask = askThrough(rules, transaction);
  for (const statement of keeping.session) await ask(statement);
  for (const { source } of await copiesOf(rules, ask, order))
    for (const statement of keeping.lock(source)) await ask(statement);
  await keepAll(rules, ask, order);
  for (const statement of keeping.sessionAfter) await ask(statement);
}

async function keepAll(dialect: Keeper, ask: Ask, order: KeepOrder): Promise<void> {
  for (const statement of dialect.keeping.place(placeOf(order.planId))) await ask(statement);
  for (const copied of await copiesOf(dialect, ask, order))
    await keepOne({ keeping: dialect.keeping, ask, order }, copied);
}

interface Acting {
  readonly keeping: Keeping;
  readonly ask: Ask;
  readonly order: KeepOrder;
}

/** The row in the list comes last: a copy that is not in it is not complete, and is made anew. */
async function keepOne({ keeping, ask, order }: Acting, copied: Copied): Promise<void> {
  const { add, remove } = keeping.listing(placeOf(order.planId));
  await ask(remove, [order.migration, copied.source]);
  for (const statement of keeping.copying(copied)) await ask(statement);
  const [row] = await ask(keeping.checksum(copied.copy, copied.columns, true));
  const restore = JSON.stringify(keeping.restore(copied));
  const values = [copied.source, copied.copy, Number(row?.["counted"]), String(row?.["checksum"]), restore];
  await ask(add, [order.migration, ...values]);
}

/** Within a transaction, after the place of a plan was looked for. */
interface Inside {
  readonly dialect: Keeper;
  readonly ask: Ask;
  readonly place: string;
  readonly isThere: boolean;
}

async function stateOf(inside: Inside, order: KeepOrder): Promise<KeepState> {
  const { dialect, ask } = inside;
  const { keeping } = dialect;
  const listed = await rowsOfList(inside);
  for (const copied of await copiesOf(dialect, ask, order)) {
    const entry = listed.find((row) => row["migration"] === order.migration && row["source"] === copied.source);
    if (entry === undefined) return "missing";
    const [now] = await ask(keeping.checksum(copied.source, copied.columns, false));
    if (Number(now?.["counted"]) !== Number(entry["row_count"])) return "changed";
    if (String(now?.["checksum"]) !== String(entry["checksum"])) return "changed";
  }
  return "kept";
}

async function rowsOfList({ ask, place, isThere }: Inside): Promise<readonly Row[]> {
  return isThere ? ask(`select * from ${place}.kept order by list_row`) : [];
}

function keptOf(row: Row): KeptRows {
  return {
    migration: String(row["migration"]),
    source: String(row["source"]),
    copy: String(row["copy"]),
    rows: Number(row["row_count"]),
    restore: JSON.parse(String(row["restore"])) as string[],
  };
}

/** One connection, and where DDL takes part in transactions, one transaction: then all of it is kept, or nothing. */
async function session<T>(
  { address, tunnel }: Reachable,
  { planId, purpose }: { readonly planId: string; readonly purpose: "look" | "keep" },
  act: (inside: Inside) => Promise<T>,
): Promise<T> {
  const connection = await connect(address, "write", tunnel);
  const { knex, rules } = connection;
  try {
    const place = placeOf(planId);
    const isThere = await rules.keeping.enter(askThrough(rules, knex), place, purpose);
    return await knex.transaction(async (transaction) => {
      for (const statement of [...rules.writingLimits, ...rules.keeping.session]) await transaction.raw(statement);
      return act({ dialect: rules, ask: askThrough(rules, transaction), place, isThere });
    });
  } catch (error) {
    if (error instanceof SafeRollbackError) throw error;
    throw notKept(error, address);
  } finally {
    await knex.destroy();
  }
}

function askThrough(rules: DialectRules, knex: Knex): Ask {
  return async (text, values) =>
    rules.rowsOf(
      values === undefined
        ? await knex.raw(rules.withoutValues(text))
        : await knex.raw(text, values as readonly Knex.RawBinding[]),
    );
}

/** A step that is refused for want of a right has changed nothing. */
function notKept(error: unknown, address: Reachable["address"]): Error {
  const { code, message } = shapeOf(error);
  const words = message.slice(message.lastIndexOf(" - ") + 1).replace(/^- /, "");
  const denied = DENIED.has(code);
  return failure(
    denied ? "not-permitted" : "step-failed",
    denied
      ? "rows cannot be kept aside: this user may not make a place for them"
      : "rows could not be kept aside, so what would destroy them was not reverted",
    {
      facts: [
        `the database said: ${QUOTES_VALUES.test(code) ? "" : maskFor(address)(words)}${code === "" ? "" : ` (${code})`}`,
      ],
      next: [
        edit(
          "the database user's rights",
          "it needs CREATE: on the database in PostgreSQL, on safe\\_rollback\\_% in MySQL",
        ),
        choose("--keep-rows off", "revert without keeping anything; only a backup brings the rows back then"),
      ],
    },
  );
}

/** Errors about values quote them: data exceptions and violated constraints of PostgreSQL, and MySQL's. */
const QUOTES_VALUES = /^(?:2[23]|ER_(?:DUP|TRUNCATED|WARN|DATA|INVALID)|WARN)/;

/** insufficient_privilege of PostgreSQL, and what MySQL says for databases, tables and columns. */
const DENIED: ReadonlySet<string> = new Set([
  "42501",
  "ER_DBACCESS_DENIED_ERROR",
  "ER_TABLEACCESS_DENIED_ERROR",
  "ER_ACCESS_DENIED_ERROR",
]);
