import type { DialectWords, Servers } from "../contract/dialect.contract.ts";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { SERVER_TLS, describeDialect } from "../contract/dialect.contract.ts";
import { startPostgres } from "../support/databases.ts";

let servers: Servers;

const WORDS: DialectWords = {
  product: "postgresql",
  version: /^\d+\.\d+$/,
  tls: {
    required: "sslmode=require",
    preferred: "sslmode=prefer",
    trusted: "sslmode=verify-ca",
    verified: (authority) => `sslmode=verify-full&sslrootcert=${authority}`,
  },
  isEncrypted: "select ssl as encrypted from pg_stat_ssl where pid = pg_backend_pid()",
  limit: { text: "show statement_timeout", row: { statement_timeout: "15s" } },
};

describe("PostgreSQL", () => {
  beforeAll(async () => {
    servers = { plain: await startPostgres(), secure: await startPostgres({ tls: SERVER_TLS }) };
    await servers.secure.createDatabase("shop");
    await servers.plain.createDatabase("shop");
    const client = new pg.Client(servers.plain.urlOf("shop"));
    await client.connect();
    await client.query(`create table present ("ID" integer); create schema other;`);
    await client.query("create table other.present (id integer, elsewhere integer)");
    await client.end();
  });

  afterAll(async () => {
    await servers.plain.stop();
    await servers.secure.stop();
  });

  describeDialect(WORDS, () => servers);
});
