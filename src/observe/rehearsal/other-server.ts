import type { ServerIdentity } from "../../model/server-identity.ts";
import type { Clone } from "../../ports/rehearsal.ts";
import type { Observation } from "../../ports/world.ts";
import { SafeRollbackError, failure } from "../../errors.ts";
import { choose, edit } from "../../model/trouble.ts";

/**
 * Lets only a server through that surely is another one. Asked twice on the live side, so that a restart between the
 * two looks does not make one server two. Another database of the same server is not enough: users are shared there,
 * and MySQL's statements may name a database.
 * @throws rehearsal-not-possible
 */
export async function expectOtherServer(clone: Clone, { database, connection }: Observation): Promise<void> {
  if (database === undefined || connection === undefined)
    throw refused("whether the clone is the live database cannot be told", "there is no connection to the live one");
  const { dialect, host, port } = connection.address;
  if (dialect !== "sqlite" && clone.address.host === host && clone.address.port === port)
    throw refused(IS_LIVE, `both URLs lead to ${host}:${port}`);
  const before = await identityOf(async () => database.server());
  const other = await identityOf(async () => clone.database.server());
  const after = await identityOf(async () => database.server());
  const because = doubtAbout(before, other) ?? doubtAbout(after, other);
  if (because !== undefined) throw refused(because.summary, because.fact);
  if (!isSame(before, after))
    throw refused("whether the clone is the live database cannot be told", "the live server changed meanwhile");
}

interface Doubt {
  readonly summary: string;
  readonly fact: string;
}

/** Why the other one may be the live server, or write to it. */
export function doubtAbout(live: ServerIdentity, other: ServerIdentity): Doubt | undefined {
  if (isSame(live, other)) return { summary: IS_LIVE, fact: "the same running server answers at both URLs" };
  if (live.follows)
    return { summary: MAY_BE, fact: "the live URL leads to a read-only copy, and the clone may be what it follows" };
  if (other.follows)
    return { summary: "the clone cannot be written to", fact: "it is a read-only copy that follows another server" };
  if (live.cluster !== null && live.cluster === other.cluster)
    return { summary: IS_LIVE, fact: "both are servers of one cluster, which write to each other" };
  return undefined;
}

function isSame(one: ServerIdentity, other: ServerIdentity): boolean {
  return one.place === other.place && Math.abs(one.startedAt - other.startedAt) <= TOLERANCE_SECONDS;
}

async function identityOf(ask: () => Promise<ServerIdentity>): Promise<ServerIdentity> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    throw refused("whether the clone is the live database cannot be told", error.message);
  }
}

function refused(summary: string, fact: string): Error {
  return failure("rehearsal-not-possible", summary, {
    facts: [fact, "nothing was run on either"],
    next: [
      edit("a copy of the database on a server of its own", "restored from a backup, for example"),
      choose("--rehearse", "or rehearse within this process, on PostgreSQL"),
    ],
  });
}

const IS_LIVE = "the clone is on the live database's own server";

const MAY_BE = "the clone may be the live database";

/** Where a server only counts whole seconds. */
const TOLERANCE_SECONDS = 5;
