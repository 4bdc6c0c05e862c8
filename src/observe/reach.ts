import type { Settings } from "../model/settings.ts";
import type { LedgerRoute } from "../model/situation.ts";
import type { Trouble } from "../model/trouble.ts";
import type { Workload } from "../model/workload.ts";
import type { Address, Database, Environment, Readers, Tunnel, UrlConventions } from "../ports.ts";
import type { Resolved } from "./resolve.ts";
import { SafeRollbackError } from "../errors.ts";

/** How far we got towards the database; without a connection, what was tried. */
export type Reach =
  | {
      readonly kind: "connected";
      readonly route: Exclude<LedgerRoute, "image">;
      readonly database: Database;
      readonly address: Address;
      readonly tunnel: Tunnel | undefined;
    }
  | { readonly kind: "none"; readonly trouble: Trouble };

export interface Wanted {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly conventions: UrlConventions;
}

/**
 * Connects from here, through a port-forward where the host is a Service or Pod of the cluster.
 * A loopback address in the container is the Pod's own, never this machine's.
 * @throws database-refused, setting-malformed, not-permitted
 */
export async function reach({ workload }: Resolved, wanted: Wanted, readers: Readers): Promise<Reach> {
  const address = locate(wanted, readers);
  if (address.kind === "none") return address;
  const { found } = address;
  const fromContainer = wanted.settings.databaseUrlFrom === undefined;
  if (fromContainer && isLoopback(found.host)) {
    return unreachable(`${found.host} in the container (${found.from}) is the Pod itself, not this machine`);
  }
  const mayMeanTheCluster = fromContainer && isClusterName(found.host);
  const direct = mayMeanTheCluster ? undefined : await open(found, undefined, readers);
  if (direct?.kind === "connected") return direct;
  const tunnel = await attemptTunnel(workload, found, readers);
  if (tunnel?.kind === "refused") return { kind: "none", trouble: tunnel.trouble };
  if (tunnel !== undefined) return throughTunnel(found, tunnel.tunnel, readers);
  return direct ?? open(found, undefined, readers);
}

type TunnelAttempt =
  | { readonly kind: "open"; readonly tunnel: Tunnel }
  | { readonly kind: "refused"; readonly trouble: Trouble };

/** Without the permission to look, a host may still be a Service; it must not be mistaken for a host of ours. */
async function attemptTunnel(
  workload: Workload,
  { host, port }: Address,
  readers: Readers,
): Promise<TunnelAttempt | undefined> {
  try {
    const tunnel = await readers.cluster.tunnel(workload, host, port);
    return tunnel && { kind: "open", tunnel };
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "not-permitted")
      return { kind: "refused", trouble: error.trouble };
    throw error;
  }
}

export async function closeReach(reached: Reach): Promise<void> {
  if (reached.kind === "none") return;
  await reached.database.close();
  await reached.tunnel?.close();
}

async function throughTunnel(address: Address, tunnel: Tunnel, readers: Readers): Promise<Reach> {
  readers.tell({ kind: "doing", text: `reaching the database through ${tunnel.description}` });
  try {
    const reached = await open(address, tunnel, readers);
    if (reached.kind === "none") await tunnel.close();
    return reached;
  } catch (error) {
    await tunnel.close();
    throw error;
  }
}

function locate(
  wanted: Wanted,
  readers: Readers,
): { kind: "found"; found: Address } | { kind: "none"; trouble: Trouble } {
  try {
    return { kind: "found", found: readers.databases.locate(wanted.environment, wanted.settings, wanted.conventions) };
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "database-url-missing") {
      return { kind: "none", trouble: error.trouble };
    }
    throw error;
  }
}

async function open(address: Address, tunnel: Tunnel | undefined, readers: Readers): Promise<Reach> {
  try {
    const database = await readers.databases.open(address, tunnel);
    return {
      kind: "connected",
      route: tunnel === undefined ? "connection" : "port-forward",
      database,
      address,
      tunnel,
    };
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "database-unreachable") {
      return { kind: "none", trouble: error.trouble };
    }
    throw error;
  }
}

function unreachable(summary: string): Reach {
  return { kind: "none", trouble: { code: "database-unreachable", summary, facts: [], next: [] } };
}

/** A single label or a name under `svc` means something in the cluster, and may mean something else here. */
function isClusterName(host: string): boolean {
  return !host.includes(".") || /\.svc(\.|$)/.test(host);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || host.startsWith("127.");
}
