import type { LiveSchema } from "../../model/live-schema.ts";
import type { SqlRun } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { Plan } from "../../model/plan.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { Database } from "../../ports/database.ts";
import type { Rehearsals } from "../../ports/rehearsal.ts";
import type { Observation, Readers } from "../../ports/world.ts";
import type { Chain, Earlier } from "./chain.ts";
import type { SqlPart, SqlStage } from "./sql-parts.ts";
import { SafeRollbackError, failure } from "../../errors.ts";
import { rehearsalOf } from "../../model/rehearsal.ts";
import { choose } from "../../model/trouble.ts";
import { filesOf } from "../sql-between.ts";
import { playChain } from "./chain.ts";
import { partsOf } from "./downs.ts";
import { play } from "./play.ts";
import { partsInSql, upInSql } from "./sql-parts.ts";
import { settled } from "./verdict.ts";

/** @throws rehearsal-not-possible */
export async function rehearseInProcess(plan: Plan, observation: Observation, readers: Readers): Promise<Rehearsal> {
  const { database: seen, judged } = observation.situation;
  if (seen.dialect !== "postgresql") throw noneOf(seen.dialect);
  const parts = partsInSql(partsOf(plan, observation), await observation.sqlOf(goingOf(plan, observation)));
  const live = await liveSchemaOf(observation.database);
  if (typeof live === "string") return unread(parts, live);
  readers.tell({ kind: "doing", text: "rehearsing the downs on the live schema, in a PostgreSQL within this process" });
  const { rehearsals } = readers;
  const { on, lacks, played } = await onStage(await rehearsals.inProcess(live, "all"), async (stage) => ({
    on: stage.on,
    lacks: stage.lacks,
    played: await play(stage, parts, { timed: false, stop: readers.interrupts.stop, check: async () => null }),
  }));
  const succeeded = played.every(({ down }) => down.kind === "succeeded");
  const chain: Chain = succeeded
    ? await chainOf({ plan, observation, parts, live }, rehearsals)
    : { kind: "not", because: "not all downs succeeded" };
  const downs = settled(played, chain, judged);
  readers.tell({ kind: "done", text: "rehearsed the downs" });
  return rehearsalOf({ on, downs, lacks });
}

async function onStage<T>(stage: SqlStage, use: (stage: SqlStage) => Promise<T>): Promise<T> {
  try {
    return await use(stage);
  } finally {
    await stage.close();
  }
}

interface Rehearsing {
  readonly plan: Plan;
  readonly observation: Observation;
  readonly parts: readonly SqlPart[];
  readonly live: LiveSchema;
}

function goingOf(plan: Plan, { situation }: Observation): readonly KnownMigration[] {
  const files = filesOf(situation);
  return plan.revert.flatMap(({ name }) => files.get(name) ?? []);
}

/** Everything that was applied before and stays, as long as all of it is known as SQL. */
async function chainOf({ plan, observation, parts, live }: Rehearsing, rehearsals: Rehearsals): Promise<Chain> {
  const files = filesOf(observation.situation);
  const going = new Set(parts.map(({ name }) => name));
  const staying = (plan.ledger?.applied ?? []).filter(({ name }) => !going.has(name));
  const sql = await observation.sqlOf(staying.flatMap(({ name }) => files.get(name) ?? []));
  const earlier: Earlier<string | SqlRun>[] = [];
  for (const { name, notRun } of staying) {
    const { file = name, up: text } = files.get(name) ?? {};
    const up = notRun === undefined ? upInSql(name, text, sql) : ({ kind: "not", because: notRun } as const);
    if (up.kind === "not") return { kind: "not", because: `${file}, applied earlier: ${up.because}` };
    earlier.push({ file, up: up.what });
  }
  return onStage(await rehearsals.inProcess(live, "empty"), async (stage) => playChain(stage, earlier, parts));
}

/** The catalogs of the live database, and nothing else of it; in words why they could not be read. */
async function liveSchemaOf(database: Database | undefined): Promise<LiveSchema | string> {
  if (database === undefined) return "there is no connection to the database from here, so its schema was not read";
  try {
    const ddl = await database.schemaDdl();
    const roles = await database.query("select rolname as name from pg_roles where rolname !~ '^pg_' order by 1");
    const path = await database.query(
      "select name from unnest(current_schemas(false)) with ordinality as p (name, place) order by place",
    );
    return { ddl, roles: roles.map(nameOf), searchPath: path.map(nameOf) };
  } catch (error) {
    if (error instanceof SafeRollbackError)
      return [`the schema was not read: ${error.message}`, ...error.trouble.facts].join("; ");
    throw error;
  }
}

function nameOf({ name }: { readonly [column: string]: unknown }): string {
  return String(name);
}

function unread(parts: readonly SqlPart[], because: string): Rehearsal {
  const downs = parts.map(({ name, file }) => ({
    name,
    file,
    down: { kind: "not-run" as const, because: "the live schema was not read" },
    schema: { kind: "undetermined" as const, because: "the live schema was not read" },
  }));
  return rehearsalOf({ on: "a PostgreSQL within this process", downs, lacks: [because] });
}

function noneOf(dialect: string): Error {
  return failure("rehearsal-not-possible", `--rehearse is for PostgreSQL, and this database is ${dialect}`, {
    facts: ["no such database can run within this process"],
    next: [choose("--rehearse-url-file FILE", "rehearse on a copy of the database")],
  });
}
