import type { Tunnel } from "../../src/ports/cluster.ts";
import type { Address, Database, Databases, Row } from "../../src/ports/database.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { once } from "node:events";
// What is asked of every database product: who answers, that reading cannot write, and how each refusal is told.
import type { Server } from "node:net";
import { createServer } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createDatabases } from "../../src/database/connect.ts";
import { SafeRollbackError } from "../../src/errors.ts";
import { secretOf } from "../../src/secret.ts";
import { freePort } from "../support/databases.ts";

export interface Servers {
  readonly plain: DatabaseServer;
  /** Offers TLS with a certificate for `database.test`. */
  readonly secure: DatabaseServer;
}

/** Where the products differ in what is typed. */
export interface DialectWords {
  readonly product: "postgresql" | "mariadb" | "mysql";
  readonly version: RegExp;
  readonly tls: {
    readonly required: string;
    readonly preferred: string;
    readonly verified: (authority: string) => string;
    /** Verified by the authorities that this machine trusts, of which the test's is none. */
    readonly trusted: string;
  };
  readonly isEncrypted: string;
  readonly limit: { readonly text: string; readonly row: Row };
}

export function describeDialect(words: DialectWords, servers: () => Servers): void {
  describe("a connection for reading", () => {
    it("says which product answers", async () => {
      const { seen } = await opened(servers().plain.urlOf("shop"), undefined, async (database) => database);
      expect(seen).toEqual({
        dialect: words.product,
        version: expect.stringMatching(words.version) as string,
        host: "127.0.0.1",
        name: "shop",
      });
    });

    it.each([
      ["creating a table", "create table sneaked (id integer)"],
      ["dropping a table", "drop table if exists present"],
      ["inserting", "insert into other.present (id) values (1)"],
      ["deleting", "delete from other.present"],
    ])("refuses %s", async (_, text) => {
      const refused = reading(servers().plain, async (database) => database.query(text));
      await expect(refused).rejects.toMatchObject({
        trouble: { code: "database-refused", facts: [expect.stringMatching(/read.only/i)] },
      });
    });

    it("binds values and identifiers", async () => {
      const rows = await reading(servers().plain, async (database) =>
        database.query("select ? as answer from ?? limit 0", ["it's ?", "present"]),
      );
      expect(rows).toEqual([]);
    });

    it("limits how long a query may take", async () => {
      const rows = await reading(servers().plain, async (database) => database.query(words.limit.text));
      expect(rows).toEqual([words.limit.row]);
    });

    it("knows the columns of the tables that are there", async () => {
      const columns = await reading(servers().plain, async (database) =>
        database.columns(["present", "absent", "other.present"]),
      );
      expect(columns).toEqual(
        new Map([
          ["present", new Set(["id"])],
          ["other.present", new Set(["id", "elsewhere"])],
        ]),
      );
    });
  });

  describe("a refused connection", () => {
    it("tells a wrong password", async () => {
      const url = servers().plain.urlOf("shop").replace(servers().plain.password, "wr0ng-Passw0rd");
      const error = await refusal(url);
      expect(error.trouble).toMatchObject({
        code: "database-refused",
        summary: expect.stringContaining("refused the user or password from SAFE_ROLLBACK_DATABASE_URL") as string,
      });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("wr0ng-Passw0rd");
    });

    it("tells an unknown database", async () => {
      const error = await refusal(servers().plain.urlOf("nowhere"));
      expect(error.trouble).toMatchObject({
        code: "database-refused",
        summary: expect.stringContaining("nowhere") as string,
      });
    });

    it("tells that nothing listens", async () => {
      const { plain } = servers();
      const error = await refusal(plain.urlOf("shop").replace(String(plain.port), String(await freePort())));
      expect(error.trouble).toMatchObject({
        code: "database-unreachable",
        summary: expect.stringContaining("nothing listens") as string,
      });
    });

    it("tells a host that does not exist", async () => {
      const error = await refusal(servers().plain.urlOf("shop").replace("127.0.0.1", "database.invalid"));
      expect(error.trouble).toMatchObject({
        code: "database-unreachable",
        summary: expect.stringContaining("database.invalid") as string,
      });
    });

    it.each(["silent", "closing"] as const)("tells a host that is %s", async (behaviour) => {
      const impostor = await startImpostor(behaviour);
      const { plain } = servers();
      const error = await refusal(plain.urlOf("shop").replace(String(plain.port), String(portOf(impostor))));
      impostor.close();
      expect(error.trouble.code).toBe("database-unreachable");
    });

    it("tells through what it was tried", async () => {
      const port = await freePort();
      const error = await refusal(servers().plain.urlOf("shop"), tunnelTo(port));
      expect(error.trouble.facts).toContain("it was tried through a tunnel for the test");
    });
  });

  describe("TLS", () => {
    it("is refused by a server without it", async () => {
      const error = await refusal(`${servers().plain.urlOf("shop")}?${words.tls.required}`);
      expect(error.trouble).toMatchObject({
        code: "database-refused",
        summary: expect.stringContaining("no secure connection") as string,
      });
    });

    it("is left out where it is only preferred and the server has none", async () => {
      expect(await isEncrypted(servers().plain, words.tls.preferred)).toBe(false);
    });

    it.each(["preferred", "required"] as const)("is used without verification where it is %s", async (how) => {
      expect(await isEncrypted(servers().secure, words.tls[how])).toBe(true);
    });

    it("is verified for the original host when the socket leads through a tunnel", async () => {
      const { secure } = servers();
      const url = `${secure.urlOf("shop").replace("127.0.0.1", "database.test")}?${words.tls.verified(AUTHORITY)}`;
      const encrypted = await opened(url, tunnelTo(secure.port), encryptionOf);
      expect(encrypted).toBe(true);
    });

    it("is refused for a host that is not in the certificate", async () => {
      const { secure } = servers();
      const url = `${secure.urlOf("shop").replace("127.0.0.1", "another.test")}?${words.tls.verified(AUTHORITY)}`;
      const error = await refusal(url, tunnelTo(secure.port));
      expect(error.trouble).toMatchObject({
        code: "database-refused",
        summary: "no secure connection to the database at another.test:" + String(secure.port),
      });
    });

    it("is refused when nobody vouches for the certificate", async () => {
      const error = await refusal(`${servers().secure.urlOf("shop")}?${words.tls.trusted}`);
      expect(error.trouble).toMatchObject({
        code: "database-refused",
        summary: expect.stringContaining("no secure connection") as string,
      });
    });

    it("names a certificate file that is not on this machine", async () => {
      const error = await refusal(`${servers().secure.urlOf("shop")}?${words.tls.verified("/in/the/container.pem")}`);
      expect(error.trouble.summary).toContain("/in/the/container.pem");
    });
  });

  async function isEncrypted(server: DatabaseServer, parameters: string): Promise<boolean> {
    return opened(`${server.urlOf("shop")}?${parameters}`, undefined, encryptionOf);
  }

  async function encryptionOf(database: Database): Promise<boolean> {
    const [row] = await database.query(words.isEncrypted);
    return Boolean(row?.["encrypted"]);
  }
}

async function reading<T>(server: DatabaseServer, question: (database: Database) => Promise<T>): Promise<T> {
  return opened(server.urlOf("shop"), undefined, question);
}

async function opened<T>(
  url: string,
  through: Tunnel | undefined,
  question: (database: Database) => Promise<T>,
): Promise<T> {
  const { databases, address } = located(url);
  const database = await databases.open(address, through);
  try {
    return await question(database);
  } finally {
    await database.close();
  }
}

async function refusal(url: string, through?: Tunnel): Promise<SafeRollbackError> {
  const { databases, address } = located(url);
  try {
    await (await databases.open(address, through)).close();
  } catch (error) {
    if (error instanceof SafeRollbackError) return error;
    throw error;
  }
  throw new Error("the connection was not refused");
}

function located(url: string): { readonly databases: Databases; readonly address: Address } {
  const databases = createDatabases(secretOf(url));
  const settings = {} as Parameters<Databases["locate"]>[1];
  const nothing = { variables: new Map(), unresolved: new Map() };
  return { databases, address: databases.locate(nothing, settings, { urlVariables: [] }) };
}

/** Accepts connections and then says nothing, or hangs up. */
async function startImpostor(behaviour: "silent" | "closing"): Promise<Server> {
  const server = createServer((socket) => {
    if (behaviour === "closing") socket.destroy();
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

function tunnelTo(port: number): Tunnel {
  return { host: "127.0.0.1", port, description: "a tunnel for the test", close: async () => undefined };
}

/** The files of a server that offers TLS; made for these tests, and of use nowhere else. */
export const SERVER_TLS: { readonly certificate: string; readonly key: string } = {
  certificate: `${import.meta.dirname}/tls/server.pem`,
  key: `${import.meta.dirname}/tls/server.key`,
};

const AUTHORITY = `${import.meta.dirname}/tls/authority.pem`;
