import type { KnownMigration } from "../../src/model/migration.ts";
import type { Rehearsal } from "../../src/model/rehearsal.ts";
import type { Rehearse } from "../../src/model/settings.ts";
import type { Situation } from "../../src/model/situation.ts";
import type { Migrator } from "../../src/ports/migrator.ts";
import type { Rehearsals } from "../../src/ports/rehearsal.ts";
import type { Observation } from "../../src/ports/world.ts";
import type { DatabaseHome } from "./databases.ts";
import { createDatabases } from "../../src/database/connect.ts";
import { usualDirectories } from "../../src/database/rehearsal/pglite.ts";
import { createRehearsals } from "../../src/database/rehearsal/rehearsals.ts";
import { planRollback } from "../../src/decide/plan.ts";
import { dbmate } from "../../src/migrators/dbmate.ts";
import { known } from "../../src/model/evidence.ts";
import { rehearse } from "../../src/observe/rehearsal/rehearse.ts";
import { secretOf } from "../../src/secret.ts";
import { splitStatements } from "../../src/sql/postgresql/split.ts";
import { situation } from "./builders.ts";
import { fakeWorld } from "./fake-world.ts";
import { addressOf } from "./open-database.ts";

/** Files of dbmate by name, oldest first; those of `going` are what the returning image does not know. */
export interface Release {
  readonly staying: Readonly<Record<string, string>>;
  readonly going: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly server: DatabaseHome;
  readonly name: string;
  readonly release: Release;
  readonly judged?: Situation["judged"];
  readonly where?: Rehearse;
  readonly cloneUrl?: string;
  readonly directories?: readonly string[];
  readonly longestMs?: number;
}

/** A migration of dbmate. */
export function migration(up: string, down: string, options = ""): string {
  return `-- migrate:up${options}\n${up}\n-- migrate:down${options}\n${down}\n`;
}

/** A database in which the release is applied, as dbmate would have. */
export async function createReleased(server: DatabaseHome, name: string, release: Release): Promise<string> {
  await server.createDatabase(name);
  const url = `${server.urlOf(name)}${server.dialect === "postgresql" ? "?sslmode=disable" : ""}`;
  const files = { ...release.staying, ...release.going };
  const ledger = server.dialect === "postgresql" ? "text" : "varchar(128)";
  await write(url, `create table schema_migrations (version ${ledger} primary key)`);
  for (const known of filesOf(files)) {
    await write(url, known.up ?? "");
    await write(url, `insert into schema_migrations values ('${known.name}')`);
  }
  return url;
}

/** Runs text over a connection that writes. */
export async function write(url: string, text: string): Promise<void> {
  const split = async (whole: string): Promise<readonly string[]> => splitStatements(whole).map((piece) => piece.text);
  const clone = await createRehearsals(secretOf(url), { split, directories: [], longestMs: 0 }).openClone();
  const tried = await clone.stage().apply(text);
  await clone.database.close();
  if (tried.kind === "refused") throw new Error(`${text}: ${tried.because}`);
}

/** Rehearses what a plan for going back to the staying migrations would revert. */
export async function rehearsed(asked: Asked): Promise<Rehearsal | null> {
  const { staying, going } = asked.release;
  return rehearsedOf({ ...asked, migrator: dbmate, staying: filesOf(staying), all: filesOf({ ...staying, ...going }) });
}

export type Migrated = Omit<Asked, "release"> & {
  readonly migrator: Migrator;
  readonly staying: readonly KnownMigration[];
  readonly all: readonly KnownMigration[];
  readonly sqlOf?: Observation["sqlOf"];
};

/** Likewise of any tool, where all migrations are applied. */
export async function rehearsedOf(asked: Migrated): Promise<Rehearsal | null> {
  const { server, name, migrator, staying, all, where = "in-process" } = asked;
  const url = `${server.urlOf(name)}${server.dialect === "postgresql" ? "?sslmode=disable" : ""}`;
  const address = addressOf(url);
  const database = await createDatabases(undefined).open(address, undefined);
  const seen = situation({
    tool: migrator.name,
    ledger: all.map((file) => file.name).join(" "),
    leaving: known(all, "image", "files"),
    returning: known(staying, "image", "files"),
    ...(asked.judged !== undefined && { judged: asked.judged }),
    settings: { rehearse: { value: where, from: "flag" }, revert: { value: "all", from: "flag" } },
  });
  const fake = fakeWorld({ ...seen, database: database.seen });
  const observation: Observation = {
    ...fake.observation,
    ...(asked.sqlOf !== undefined && { sqlOf: asked.sqlOf }),
    migrator,
    database,
    connection: { address, tunnel: undefined },
  };
  try {
    return await rehearse(planRollback(observation.situation), observation, {
      ...fake.world,
      rehearsals: rehearsalsOf(asked),
    });
  } finally {
    await database.close();
  }
}

function rehearsalsOf({ cloneUrl, directories = usualDirectories(), longestMs = 60_000 }: Migrated): Rehearsals {
  return createRehearsals(cloneUrl === undefined ? undefined : secretOf(cloneUrl), {
    split: async (text) => splitStatements(text).map((piece) => piece.text),
    directories,
    longestMs,
  });
}

function filesOf(files: Readonly<Record<string, string>>): readonly KnownMigration[] {
  return dbmate.knownFrom(Object.entries(files).map(([name, text]) => ({ name, text, down: null })));
}
