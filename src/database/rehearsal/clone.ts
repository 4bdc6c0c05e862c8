import type { Address, Database } from "../../ports/database.ts";
import type { Clone, Stage } from "../../ports/rehearsal.ts";
import type { Secret } from "../../ports/secret.ts";
import type { Split } from "./tried.ts";
import { SafeRollbackError, failure } from "../../errors.ts";
import { choose, edit } from "../../model/trouble.ts";
import { connect, openReadOnly } from "../connect.ts";
import { addressFrom } from "../locate.ts";
import { maskFor } from "../refusal.ts";
import { directRunner, runTextOn } from "../revert.ts";
import { markOn } from "./mark.ts";
import { standInsFor } from "./stand-ins.ts";
import { inPieces, saidBy, tried } from "./tried.ts";

/**
 * Opened for reading. Only its stage and its mark write, over connections of their own.
 * @throws rehearsal-not-possible, setting-malformed, database-unreachable, database-refused
 */
export async function openClone(url: Secret | undefined, split: Split): Promise<Clone> {
  if (url === undefined) {
    throw failure("rehearsal-not-possible", "no clone was named", {
      next: [choose("--rehearse-url-file FILE", "a file with the URL of a copy of the database")],
    });
  }
  const { address, database } = await opened(url);
  return {
    address,
    database,
    stage: () => stageOn(address, database, split),
    standIns: (environment, live, { ofCommands = {} }) =>
      standInsFor(environment, { live, clone: address, ofCommands }),
    mark: async (ledger, signedIn) => markOn(address, ledger, signedIn),
  };
}

async function opened(url: Secret): Promise<Pick<Clone, "address" | "database">> {
  try {
    const address = addressFrom(url.reveal(), SOURCE);
    return { address, database: await openReadOnly(address, undefined) };
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    const { code, summary, facts } = error.trouble;
    const next = [edit(SOURCE, "the URL of a copy of the database that can be reached from this machine")];
    throw failure(code, `the clone cannot be used: ${summary}`, { facts, next });
  }
}

function stageOn(address: Address, database: Database, split: Split): Stage {
  const { dialect, version, name, host } = database.seen;
  const mask = maskFor(address);
  const words = (error: unknown): string => mask(wordsOf(error));
  return {
    on: `the clone ${name} on ${host} (${dialect} ${version})`,
    lacks: [],
    revert: async (what) =>
      tried(async () => directRunner.revert({ address, tunnel: undefined }, what, undefined), words),
    apply: async (up) => tried(async () => applyOn(address, up, split), words),
    schema: async () => database.schemaDdl(),
    close: async () => database.close(),
  };
}

async function applyOn(address: Address, up: string, split: Split): Promise<void> {
  const connection = await connect(address, "write", undefined);
  try {
    await inPieces(up, async (text) => runTextOn(connection, text), split);
  } finally {
    await connection.knex.destroy();
  }
}

/** A step's first fact is what the database said. */
function wordsOf(error: unknown): string {
  if (error instanceof SafeRollbackError) return error.trouble.facts[0] ?? error.message;
  return saidBy(error, "without-detail");
}

const SOURCE = "the file of --rehearse-url-file";
