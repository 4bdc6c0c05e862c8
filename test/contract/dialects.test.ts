import type { DialectWords, Servers } from "./dialect.contract.ts";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe } from "vitest";
import { SERVER_TLS, describeDialect } from "./dialect.contract.ts";
import { startInstalledMariaDb } from "./installed-mariadb.ts";
import { startInstalledMysql } from "./installed-mysql.ts";

let servers: Servers;

const SPOKEN: Pick<DialectWords, "version" | "tls"> = {
  version: /^\d+\.\d+\.\d+$/,
  tls: {
    required: "tls=skip-verify",
    preferred: "tls=preferred",
    trusted: "ssl-mode=VERIFY_CA",
    verified: (authority) => `tls=true&ssl-ca=${authority}`,
  },
};

const PRODUCTS: readonly { readonly words: DialectWords; readonly start: typeof startInstalledMariaDb }[] = [
  {
    words: {
      ...SPOKEN,
      product: "mariadb",
      isEncrypted:
        "select variable_value <> '' as encrypted from information_schema.session_status where variable_name = 'Ssl_cipher'",
      limit: { text: "select @@session.max_statement_time as allowed", row: { allowed: 15 } },
    },
    start: startInstalledMariaDb,
  },
  {
    words: {
      ...SPOKEN,
      product: "mysql",
      isEncrypted:
        "select variable_value <> '' as encrypted from performance_schema.session_status where variable_name = 'Ssl_cipher'",
      limit: { text: "select @@session.max_execution_time as allowed", row: { allowed: 15_000 } },
    },
    start: startInstalledMysql,
  },
];

describe.each(PRODUCTS)("$words.product", ({ words, start }) => {
  beforeAll(async () => {
    servers = { plain: await start(), secure: await start({ tls: SERVER_TLS }) };
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

  describeDialect(words, () => servers);
});
