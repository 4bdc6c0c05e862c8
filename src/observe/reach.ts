import type { Settings } from "../model/settings.ts";
import type { LedgerRoute } from "../model/situation.ts";
import type { NextAction, Trouble } from "../model/trouble.ts";
import type { UrlConventions } from "../model/url-conventions.ts";
import type { Workload } from "../model/workload.ts";
import type { Tunnel } from "../ports/cluster.ts";
import type { Address, Database } from "../ports/database.ts";
import type { Place } from "../ports/image.ts";
import type { Environment } from "../ports/secret.ts";
import type { Readers } from "../ports/world.ts";
import { SafeRollbackError } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/** How far we got towards the database; without a connection, what was tried. */
export type Reach =
  | {
      readonly kind: "connected";
      readonly route: Exclude<LedgerRoute, "image">;
      readonly database: Database;
      readonly address: Address;
      readonly tunnel: Tunnel | undefined;
    }
  | Unreached;

interface Unreached {
  readonly kind: "none";
  readonly trouble: Trouble;
}

export interface Wanted {
  readonly environment: Environment;
  readonly conventions: UrlConventions;
}

/**
 * Connects from here, through a port-forward where the host is a Service or Pod of the cluster, and where neither leads
 * to it, through a Pod of the leaving image.
 * A loopback address in the container is the Pod's own, never this machine's.
 * @throws database-refused, setting-malformed, not-permitted; database-unreachable for an address the operator gave
 */
export async function reach(place: Place, wanted: Wanted, readers: Readers): Promise<Reach> {
  const located = locate({ ...wanted, settings: place.settings }, readers);
  if (located.kind === "none") return located;
  const { address } = located;
  if (place.settings.databaseUrlFrom !== undefined) return reachAsTold(place.workload, address, readers);
  return reachAsSeenByThePod(place, address, readers);
}

/** The operator said where the database is, so no other way to it, and perhaps to another one, is tried. */
async function reachAsTold(workload: Workload, address: Address, readers: Readers): Promise<Reach> {
  const direct = await open(address, undefined, readers);
  if (direct.kind === "connected") return direct;
  const reached = (address.port !== 0 && (await tunnelled(workload, address, readers))) || direct;
  if (reached.kind === "none") throw new SafeRollbackError(reached.trouble);
  return reached;
}

async function reachAsSeenByThePod(place: Place, address: Address, readers: Readers): Promise<Reach> {
  if (address.port === 0) return inThePod(address);
  if (isLoopback(address.host)) {
    return unreachable(`${address.host} in the container (${address.from}) is the Pod itself, not this machine`);
  }
  const reached = await reachFromHere(place.workload, address, readers);
  return reached.kind === "connected" ? reached : relayed(place, { address, otherwise: reached }, readers);
}

async function reachFromHere(workload: Workload, address: Address, readers: Readers): Promise<Reach> {
  if (isClusterName(address.host)) {
    return (await tunnelled(workload, address, readers)) ?? open(address, undefined, readers);
  }
  const direct = await open(address, undefined, readers);
  if (direct.kind === "connected") return direct;
  return (await tunnelled(workload, address, readers)) ?? direct;
}

/**
 * undefined when the host is no Service or Pod. Without the permission to look it may still be one,
 * and must not be mistaken for a host of this machine's network.
 */
async function tunnelled(workload: Workload, address: Address, readers: Readers): Promise<Reach | undefined> {
  try {
    const tunnel = await readers.cluster.tunnel(workload, address.host, address.port);
    return tunnel && (await throughTunnel(address, { tunnel, route: "port-forward" }, readers));
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "not-permitted") {
      return { kind: "none", trouble: error.trouble };
    }
    throw error;
  }
}

/** What nothing else reaches, a Pod of the leaving image does, if it may be started and can pass on what we say. */
async function relayed(
  place: Place,
  { address, otherwise }: { readonly address: Address; readonly otherwise: Unreached },
  readers: Readers,
): Promise<Reach> {
  if (readers.relays === undefined) return otherwise;
  try {
    const tunnel = await readers.relays.open(place, address.host, address.port);
    const reached = await throughTunnel(address, { tunnel, route: "relay" }, readers);
    return reached.kind === "connected" ? reached : triedInVain(otherwise, reached.trouble);
  } catch (error) {
    if (!(error instanceof SafeRollbackError) || !IN_VAIN.has(error.trouble.code)) throw error;
    return triedInVain(otherwise, error.trouble);
  }
}

function triedInVain({ trouble }: Unreached, { summary, facts }: Trouble): Unreached {
  const tried = [`nor by a relay Job in the leaving image: ${summary}`, ...facts];
  return { kind: "none", trouble: { ...trouble, facts: [...trouble.facts, ...tried] } };
}

/** Another way may still do. */
const IN_VAIN: ReadonlySet<string> = new Set(["image-not-readable", "not-permitted", "database-unreachable"]);

/** The variables by which the users of every tool that may be meant name their database. */
export function conventionsOf(settings: Settings, readers: Readers): UrlConventions {
  const told = settings.tool?.value;
  const candidates = told === undefined ? Object.values(readers.migrators) : [readers.migrators[told]];
  return { urlVariables: [...new Set(candidates.flatMap(({ conventions }) => conventions.urlVariables))] };
}

export async function closeReach(reached: Reach): Promise<void> {
  if (reached.kind === "none") return;
  await reached.database.close();
  await reached.tunnel?.close();
}

interface Through {
  readonly tunnel: Tunnel;
  readonly route: "port-forward" | "relay";
}

async function throughTunnel(address: Address, through: Through, readers: Readers): Promise<Reach> {
  const { tunnel } = through;
  readers.tell({ kind: "doing", text: `reaching the database through ${tunnel.description}` });
  try {
    const reached = await open(address, through, readers);
    if (reached.kind === "none") await tunnel.close();
    return reached;
  } catch (error) {
    await tunnel.close();
    throw error;
  }
}

function locate(
  wanted: Wanted & { readonly settings: Settings },
  readers: Readers,
): { readonly kind: "found"; readonly address: Address } | Unreached {
  try {
    return {
      kind: "found",
      address: readers.databases.locate(wanted.environment, wanted.settings, wanted.conventions),
    };
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "database-url-missing") {
      return { kind: "none", trouble: error.trouble };
    }
    throw error;
  }
}

async function open(address: Address, through: Through | undefined, readers: Readers): Promise<Reach> {
  const { tunnel, route = "connection" } = through ?? {};
  try {
    const database = await readers.databases.open(address, tunnel);
    return { kind: "connected", route, database, address, tunnel };
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "database-unreachable") {
      return { kind: "none", trouble: error.trouble };
    }
    throw error;
  }
}

function unreachable(summary: string, next: readonly NextAction[] = []): Unreached {
  return { kind: "none", trouble: { code: "database-unreachable", summary, facts: [], next } };
}

/** A file of the same name on this machine would be another database. */
function inThePod({ name, from }: Address): Reach {
  return unreachable(`the database is the file ${name} in the Pod (${from}), which cannot be opened from here`, [
    choose("--database-url-file FILE", "sqlite:/path of the same file, if its volume is mounted on this machine too"),
  ]);
}

/** A single label or a name under `svc` means something in the cluster, and may mean something else here. */
function isClusterName(host: string): boolean {
  return !host.includes(".") || /\.svc(\.|$)/.test(host);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || host.startsWith("127.");
}
