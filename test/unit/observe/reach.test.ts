import type { ErrorCode } from "../../../src/model/trouble.ts";
import type { Relays, Tunnel } from "../../../src/ports/cluster.ts";
import type { Address, Databases } from "../../../src/ports/database.ts";
import type { Place } from "../../../src/ports/image.ts";
import type { Readers } from "../../../src/ports/world.ts";
import { describe, expect, it } from "vitest";
import { failure, SafeRollbackError } from "../../../src/errors.ts";
import { reach } from "../../../src/observe/reach.ts";
import { situation } from "../../support/builders.ts";
import { UNASKED } from "../../support/fake-database.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const given = situation({ ledger: "a", leaving: "a", returning: "a" });
const { workload, settings, leaving: revision } = given;

interface Case {
  readonly name: string;
  readonly host: string;
  /** Hosts that answer from here, as written in the URL. */
  readonly answers?: readonly string[];
  readonly inCluster?: boolean;
  /** What becomes of a relay, where one may be started. */
  readonly relay?: "leads there" | "leads nowhere" | ErrorCode;
  readonly looking?: ErrorCode;
  readonly fails?: ErrorCode;
  readonly override?: boolean;
  readonly result: string;
}

const place: Place = { workload, revision, container: "web", settings };
const tunnel: Tunnel = { host: "127.0.0.1", port: 1, description: "a port-forward", close: async () => undefined };

function addressOf(host: string): Address {
  const url = { reveal: () => "never shown" };
  return { dialect: "postgresql", host, port: 5432, name: "shop", url, from: "DATABASE_URL" };
}

function relayOf(relay: Case["relay"], closed: Tunnel[]): Relays | undefined {
  if (relay === undefined) return undefined;
  const ends = { ...tunnel, description: relay, close: async () => void closed.push(ends) };
  return {
    open: async () => {
      if (relay !== "leads there" && relay !== "leads nowhere") throw failure(relay, `a relay: ${relay}`);
      return ends;
    },
  };
}

function readersFor({ host, answers, inCluster, looking, fails, relay }: Case, closed: Tunnel[] = []): Readers {
  const address = addressOf(host);
  const databases: Databases = {
    locate: () => address,
    open: async (_address, through) => {
      if (fails !== undefined) throw failure(fails, fails);
      if (through?.description === "leads nowhere") throw failure("database-unreachable", "no path through it");
      if (through === undefined && answers?.includes(host) !== true) throw failure("database-unreachable", "no path");
      return {
        seen: given.database,
        query: async () => [],
        ...UNASKED,
        columns: async () => new Map(),
        close: async () => undefined,
      };
    },
  };
  const { world } = fakeWorld(given);
  const cluster = {
    ...world.cluster,
    tunnel: async () => {
      if (looking !== undefined) throw failure(looking, looking);
      return inCluster === true ? tunnel : undefined;
    },
  };
  return { ...world, cluster, databases, relays: relayOf(relay, closed) };
}

const WANTED = {
  environment: { variables: new Map(), unresolved: new Map() },
  conventions: { urlVariables: [] },
};

async function tryReach(row: Case): Promise<string> {
  const told = { ...settings, databaseUrlFrom: { value: "file" as const, from: "flag" as const } };
  const at = row.override === true ? { ...place, settings: told } : place;
  return reach(at, WANTED, readersFor(row)).then(
    (reached) => (reached.kind === "connected" ? reached.route : reached.trouble.code),
    (error: unknown) => (error instanceof SafeRollbackError ? `refused: ${error.trouble.code}` : "bug"),
  );
}

describe("reach", () => {
  it("never opens a file of the container's, and says what to do instead", async () => {
    const readers = readersFor({ name: "a file", host: "localhost", answers: ["localhost"], result: "" });
    const file: Address = { ...addressOf("localhost"), dialect: "sqlite", port: 0, name: "/data/shop.db" };
    const databases = { ...readers.databases, locate: () => file };
    expect(await reach(place, WANTED, { ...readers, databases })).toEqual({
      kind: "none",
      trouble: {
        code: "database-unreachable",
        summary: "the database is the file /data/shop.db in the Pod (DATABASE_URL), which cannot be opened from here",
        facts: [],
        next: [
          {
            kind: "choose",
            flag: "--database-url-file FILE",
            why: "sqlite:/path of the same file, if its volume is mounted on this machine too",
          },
        ],
      },
    });
  });

  it("says of every way why it does not lead there, and leaves no relay behind", async () => {
    const closed: Tunnel[] = [];
    const row = { name: "no way", host: "db.internal", relay: "leads nowhere", result: "" } as const;
    const reached = await reach(place, WANTED, readersFor(row, closed));
    expect(reached).toMatchObject({
      trouble: { summary: "no path", facts: ["nor by a relay Job in the leaving image: no path through it"] },
    });
    expect(closed).toHaveLength(1);
  });

  it.each<Case>([
    {
      name: "connects directly to a host that answers",
      host: "db.example.com",
      answers: ["db.example.com"],
      result: "connection",
    },
    { name: "takes a port-forward to a Service's name", host: "postgres", inCluster: true, result: "port-forward" },
    {
      name: "prefers the cluster's meaning of a bare name",
      host: "postgres",
      answers: ["postgres"],
      inCluster: true,
      result: "port-forward",
    },
    {
      name: "takes a bare name that is no Service as a host",
      host: "postgres",
      answers: ["postgres"],
      result: "connection",
    },
    {
      name: "takes a port-forward to an address only Pods reach",
      host: "10.1.2.3",
      inCluster: true,
      result: "port-forward",
    },
    { name: "has no way to a host that nobody knows", host: "db.internal.example", result: "database-unreachable" },
    {
      name: "never takes the Pod's loopback for its own",
      host: "localhost",
      answers: ["localhost"],
      result: "database-unreachable",
    },
    {
      name: "takes a loopback that the operator named",
      host: "127.0.0.1",
      answers: ["127.0.0.1"],
      override: true,
      result: "connection",
    },
    {
      name: "takes a relay to a host that only Pods reach",
      host: "db.internal.example",
      relay: "leads there",
      result: "relay",
    },
    {
      name: "takes a relay to a bare name that it may not look for",
      host: "postgres",
      looking: "not-permitted",
      relay: "leads there",
      result: "relay",
    },
    {
      name: "starts no relay where there is another way",
      host: "db.example.com",
      answers: ["db.example.com"],
      relay: "leads there",
      result: "connection",
    },
    {
      name: "never takes a Pod's own loopback for a relay's",
      host: "localhost",
      relay: "leads there",
      result: "database-unreachable",
    },
    {
      name: "starts no relay to an address that the operator named",
      host: "db.example.com",
      override: true,
      relay: "leads there",
      result: "refused: database-unreachable",
    },
    {
      name: "has no way when the image can be no relay",
      host: "db.internal.example",
      relay: "image-not-readable",
      result: "database-unreachable",
    },
    {
      name: "has no way when no port can be forwarded to the relay",
      host: "db.internal.example",
      relay: "database-unreachable",
      result: "database-unreachable",
    },
    {
      name: "stops when it is interrupted on the way",
      host: "db.internal.example",
      relay: "interrupted",
      result: "refused: interrupted",
    },
    {
      name: "takes no other way when the address that the operator named does not answer",
      host: "db.example.com",
      override: true,
      result: "refused: database-unreachable",
    },
    {
      name: "stays off a bare name when it may not look for Services",
      host: "postgres",
      answers: ["postgres"],
      looking: "not-permitted",
      result: "not-permitted",
    },
    {
      name: "stops when the server refuses",
      host: "db.example.com",
      fails: "database-refused",
      result: "refused: database-refused",
    },
  ])("$name", async (row) => {
    expect(await tryReach(row)).toBe(row.result);
  });
});
