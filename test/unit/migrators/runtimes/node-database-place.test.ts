// What a script in an image does with a URL has to be what this program itself does with it.
import type { UrlParts } from "../../../../src/database/url.ts";
import type { ConnectionOptions } from "node:tls";
import { describe, expect, it } from "vitest";
import { tlsWishes as mysqlWishes } from "../../../../src/database/mysql.ts";
import { tlsWishes as postgresWishes } from "../../../../src/database/postgres.ts";
import { parseUrl } from "../../../../src/database/url.ts";
import { DATABASE_PLACE_SCRIPT } from "../../../../src/migrators/runtimes/node-database-place.ts";

interface Place {
  readonly missing?: string;
  readonly family: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly name: string;
  readonly options?: string;
}

interface Script {
  databasePlace(urlVariables: readonly string[]): Place;
  wishesOf(place: Place): readonly (ConnectionOptions | false)[];
}

describe("the script that finds the database in an image", () => {
  it.each([
    "postgres://app:pw@db.internal:5432/shop",
    "POSTGRES://app:pw@db.internal/shop",
    " postgres://app:pw@db.internal/shop\n",
    "postgresql+psycopg2://app:pw@db.internal/shop",
    "mysql+pymysql://app:pw@db.internal/shop",
    "mysql2://app:pw@db.internal:3307/shop",
    "postgres://app@db.internal/shop",
    "postgres://app:pw@[2001:db8::7]:6432/shop",
    "postgres://app:p%40ss%3Aw%2Frd@db.internal/my%20shop",
    "postgres://app:100%@db.internal/shop",
    "postgres://app:%e9t%C3%A9@db.internal/shop",
    "postgres://app:p@ss@db.internal/shop",
    "postgres://app:p/s?s#d@db.internal/shop",
    "postgres://app:a:b@db.internal/shop",
    "postgres:///shop?host=/run/pg&user=app&password=pw",
    "mysql://app:pw@/shop?socket=/run/my.sock",
    "postgres://app:pw@ignored/shop?host=db.internal&port=6000",
    "postgres://db.internal/shop?application_name=a@b",
  ])("takes %j apart as a connection from here would", (url) => {
    const { user, password, host, port, name } = partsOf(url);
    expect(inContainer({ DATABASE_URL: url }).databasePlace(["DATABASE_URL"])).toMatchObject({
      ...{ user, password, host, port, name },
    });
  });

  it.each([
    ["postgres", "", postgresWishes],
    ["postgres", "sslmode=disable", postgresWishes],
    ["postgres", "sslmode=allow", postgresWishes],
    ["postgres", "sslmode=prefer", postgresWishes],
    ["postgres", "sslmode=require", postgresWishes],
    ["postgres", "sslmode=no-verify", postgresWishes],
    ["postgres", "sslmode=verify-ca", postgresWishes],
    ["postgres", "sslmode=verify-full", postgresWishes],
    ["postgres", "ssl=true", postgresWishes],
    ["postgres", "host=/run/pg", postgresWishes],
    ["mysql", "", mysqlWishes],
    ["mysql", "tls=skip-verify", mysqlWishes],
    ["mysql", "ssl-mode=VERIFY_IDENTITY", mysqlWishes],
    ["mysql", "ssl-mode=VERIFY_CA", mysqlWishes],
    ["mysql", "ssl-mode=DISABLED", mysqlWishes],
    ["mysql", 'ssl={"rejectUnauthorized":false}', mysqlWishes],
    ["mysql", 'ssl={"rejectUnauthorized":true}', mysqlWishes],
  ])("asks for TLS of %s with %j as a connection from here would", (scheme, parameters, wishes) => {
    const url = `${scheme}://app:pw@db.internal/shop?${parameters}`;
    const script = inContainer({ DATABASE_URL: url });
    const asked = script.wishesOf(script.databasePlace(["DATABASE_URL"])).map(verificationOf);
    expect(asked).toEqual(wishes(partsOf(url)).map(verificationOf));
  });

  it.each<[Readonly<Record<string, string>>, Partial<Place>]>([
    [
      { PGHOST: "db", PGUSER: "app", PGPASSWORD: "pw", PGDATABASE: "shop" },
      { family: "postgresql", host: "db", port: 5432, user: "app", password: "pw", name: "shop" },
    ],
    [
      { DB_HOST: "db", DB_USERNAME: "app", DB_PASS: "pw", DB_NAME: "shop", DB_CONNECTION: "pgsql" },
      { family: "postgresql", host: "db", port: 5432, user: "app", password: "pw", name: "shop" },
    ],
    [
      { DB_HOST: "db", DB_PORT: "3306" },
      { family: "mysql", port: 3306 },
    ],
    [
      { POSTGRES_HOST: "db", POSTGRES_PORT: "tcp://10.0.0.7:5432", POSTGRES_DB: "shop" },
      { port: 5432, name: "shop" },
    ],
    [
      { MARIADB_HOST: "db", MARIADB_USER: "app" },
      { family: "mysql", port: 3306, user: "app" },
    ],
    [
      { DATABASE_URL: "postgres://db/shop", PGUSER: "app", PGPASSWORD: "pw" },
      { user: "app", password: "pw" },
    ],
    [{ DATABASE_URL: "postgres://db/shop?schema=app" }, { options: '-c search_path="app"' }],
    [{ DATABASE_URL: "postgres://db/shop?schema=public" }, { options: undefined as never }],
    [{ DB_HOST: "db" }, { missing: "DB_HOST names a host, but nothing says whether it is PostgreSQL or MySQL" }],
    [{ DATABASE_URL: "file:./shop.db" }, { missing: "DATABASE_URL holds no URL of PostgreSQL or MySQL" }],
    [{}, { missing: "none of DATABASE_URL is set, nor PGHOST, DB_HOST or their like" }],
  ])("finds in %j the place %j", (variables, place) => {
    expect(inContainer(variables).databasePlace(["DATABASE_URL"])).toMatchObject(place);
  });
});

function inContainer(env: Readonly<Record<string, string>>): Script {
  const text = `const fs = undefined;${DATABASE_PLACE_SCRIPT}return { databasePlace, wishesOf };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- it is a script, and this is how it is run without an image
  return (new Function("process", text) as (process: unknown) => Script)({ env });
}

function partsOf(url: string): UrlParts {
  const parsed = parseUrl(url);
  if (parsed.kind === "malformed") throw new Error(parsed.because);
  return parsed.parts;
}

function verificationOf(wish: ConnectionOptions | false): string {
  if (wish === false) return "no TLS";
  if (wish.rejectUnauthorized === false) return "unverified";
  const checks = "checkServerIdentity" in wish ? wish.checkServerIdentity : undefined;
  const { verifyIdentity } = wish as { readonly verifyIdentity?: boolean };
  return checks === undefined || verifyIdentity === true ? "chain and name" : `chain${nameToo(checks)}`;
}

/** A certificate for another host, which only a check of the name refuses. */
function nameToo(check: NonNullable<ConnectionOptions["checkServerIdentity"]>): string {
  const certificate = { subject: { CN: "elsewhere" }, subjectaltname: "DNS:elsewhere" };
  return check("db.internal", certificate as never) === undefined ? "" : " and name";
}
