import type { DialectWords, Servers } from "./dialect.contract.ts";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe } from "vitest";
import { SERVER_TLS, describeDialect } from "./dialect.contract.ts";
import { startInstalledMariaDb } from "./installed-mariadb.ts";

let servers: Servers;

const WORDS: DialectWords = {
  product: "mariadb",
  version: /^\d+\.\d+\.\d+$/,
  tls: {
    required: "tls=skip-verify",
    preferred: "tls=preferred",
    trusted: "ssl-mode=VERIFY_CA",
    verified: (authority) => `tls=true&ssl-ca=${authority}`,
  },
  isEncrypted:
    "select variable_value <> '' as encrypted from information_schema.session_status where variable_name = 'Ssl_cipher'",
  limit: { text: "select @@session.max_statement_time as allowed", row: { allowed: 15 } },
};

describe("MariaDB", () => {
  beforeAll(async () => {
    servers = { plain: await startInstalledMariaDb(), secure: await startInstalledMariaDb({ tls: SERVER_TLS }) };
    await servers.secure.createDatabase("shop");
    await servers.plain.createDatabase("shop");
    await servers.plain.createDatabase("other");
    const connection = await mysql.createConnection(servers.plain.urlOf("shop"));
    await connection.query("create table present (ID integer)");
    await connection.query("create table other.present (id integer, elsewhere integer)");
    await connection.end();
  });

  afterAll(async () => {
    await servers.plain.stop();
    await servers.secure.stop();
  });

  describeDialect(WORDS, () => servers);
});
