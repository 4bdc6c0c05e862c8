import type { Settings } from "../../../src/model/settings.ts";
import type { Address } from "../../../src/ports/database.ts";
import type { Environment } from "../../../src/ports/secret.ts";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createDatabases } from "../../../src/database/connect.ts";
import { SafeRollbackError } from "../../../src/errors.ts";
import { secretOf } from "../../../src/secret.ts";

const PASSWORD = "marked-Secret.7";

const CONVENTIONS = { urlVariables: ["DATABASE_URL", "PG_CONNECTION_STRING"] };

describe("the place of the database", () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    [
      "in the first usual variable that is set",
      { DATABASE_URL: "", PG_CONNECTION_STRING: `postgres://app:${PASSWORD}@pg/shop`, PGHOST: "ignored" },
      `postgresql://app:${PASSWORD}@pg:5432/shop`,
      "PG_CONNECTION_STRING of the container",
    ],
    [
      "in libpq's own variables",
      { PGHOST: "pg", PGPORT: "6432", PGUSER: "app", PGPASSWORD: PASSWORD, PGDATABASE: "shop", PGSSLMODE: "require" },
      `postgresql://app:${PASSWORD}@pg:6432/shop?sslmode=require`,
      "PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE of the container",
    ],
    [
      "in DB_ variables with a client",
      { DB_HOST: "db", DB_USERNAME: "app", DB_PASS: PASSWORD, DB_DATABASE: "shop", DB_CLIENT: "mysql2" },
      `mysql://app:${PASSWORD}@db:3306/shop`,
      "DB_HOST, DB_USERNAME, DB_PASS, DB_DATABASE of the container",
    ],
    [
      "in DB_ variables whose port tells the product",
      { DB_HOST: "db", DB_PORT: "5432", DB_USER: "app", DB_PASSWORD: PASSWORD, DB_NAME: "shop" },
      `postgresql://app:${PASSWORD}@db:5432/shop`,
      "DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME of the container",
    ],
    [
      "in DB_ variables that say it is a file",
      { DB_CONNECTION: "sqlite", DB_DATABASE: "/data/my shop.db", DB_HOST: "127.0.0.1" },
      "sqlite:/data/my%20shop.db",
      "DB_DATABASE of the container",
    ],
    [
      "in POSTGRES_ variables, where Kubernetes sets the port's as a URL",
      { POSTGRES_HOST: "pg", POSTGRES_PORT: "tcp://10.0.0.7:5433", POSTGRES_USER: "app", POSTGRES_DB: "shop" },
      "postgresql://app:@pg:5433/shop",
      "POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER, POSTGRES_DB of the container",
    ],
    [
      "in MYSQL_ variables",
      { MYSQL_HOST: "my", MYSQL_USER: "app", MYSQL_PASSWORD: "p@ss w/rd?", MYSQL_DATABASE: "shop" },
      "mysql://app:p%40ss%20w%2Frd%3F@my:3306/shop",
      "MYSQL_HOST, MYSQL_USER, MYSQL_PASSWORD, MYSQL_DATABASE of the container",
    ],
    [
      "in a URL whose user and password stand beside it, as libpq takes them",
      { DATABASE_URL: "postgres://pg/shop", PGUSER: "app", PGPASSWORD: PASSWORD },
      `postgresql://app:${PASSWORD}@pg:5432/shop`,
      "DATABASE_URL of the container",
    ],
    [
      "in a JDBC URL whose login stands beside it",
      { DATABASE_URL: "jdbc:postgresql://pg/shop", DATABASE_USERNAME: "app", DATABASE_PASSWORD: PASSWORD },
      `postgresql://app:${PASSWORD}@pg:5432/shop`,
      "DATABASE_URL of the container",
    ],
    [
      "in a JDBC URL that says itself who logs in",
      { DATABASE_URL: `jdbc:mysql://my/shop?user=app&password=${PASSWORD}`, DATABASE_USER: "ignored" },
      `mysql://app:${PASSWORD}@my:3306/shop?user=app&password=${PASSWORD}`,
      "DATABASE_URL of the container",
    ],
    [
      "in a connection string of .NET",
      { PG_CONNECTION_STRING: `Host=pg;Port=6432;Database=shop;Username=app;Password=${PASSWORD};SSL Mode=Require` },
      `postgresql://app:${PASSWORD}@pg:6432/shop?sslmode=require`,
      "PG_CONNECTION_STRING of the container",
    ],
    [
      "in a URL without a database, which is then named like the user",
      { DATABASE_URL: "postgres://app@pg" },
      "postgresql://app:@pg:5432/app",
      "DATABASE_URL of the container",
    ],
  ])("is found %s", (_, variables, url, from) => {
    const address = locate({ variables });
    expect({ url: address.url.reveal(), from: address.from }).toEqual({ url, from });
  });

  it("is where the operator says before anything else", () => {
    const address = locate({
      variables: { DATABASE_URL: "postgres://app@pg/shop" },
      override: "mysql://me@127.0.0.1:3307/shop",
      settings: { databaseUrlFrom: { value: "file", from: "flag" } },
    });
    expect(address).toMatchObject({
      dialect: "mysql",
      host: "127.0.0.1",
      port: 3307,
      name: "shop",
      from: "the file of --database-url-file",
    });
  });

  it("is in the variable that the operator names", () => {
    const address = locate({
      variables: { DATABASE_URL: "postgres://app@pg/shop", SHOP_URL: "postgres://app@elsewhere/shop" },
      settings: { databaseUrlEnv: { value: "SHOP_URL", from: "flag" } },
    });
    expect(address).toMatchObject({ host: "elsewhere", from: "SHOP_URL of the container" });
  });

  it("never prints its credentials", () => {
    const address = locate({ variables: { DATABASE_URL: `postgres://app:${PASSWORD}@pg/shop` } });
    expect(`${JSON.stringify(address)} ${inspect(address, { depth: 9, showHidden: true })}`).not.toContain(PASSWORD);
  });
});

describe("a database that is not to be found", () => {
  it.each<[string, Given, string, string]>([
    [
      "when no variable names one",
      { variables: {} },
      "database-url-missing",
      "the container does not say where its database is",
    ],
    [
      "when the named variable is not there",
      { variables: { SHOP_URI: "x" }, settings: { databaseUrlEnv: { value: "SHOP_URL", from: "flag" } } },
      "database-url-missing",
      "the container has no variable SHOP_URL",
    ],
    [
      "when the named variable may not be read",
      {
        unresolved: { SHOP_URL: "reading Secret shop is not permitted" },
        settings: { databaseUrlEnv: { value: "SHOP_URL", from: "flag" } },
      },
      "database-url-missing",
      "SHOP_URL of the container could not be read: reading Secret shop is not permitted",
    ],
    [
      "when a usual variable may not be read, though separate ones may",
      { variables: { PGHOST: "pg" }, unresolved: { DATABASE_URL: "no permission" } },
      "database-url-missing",
      "DATABASE_URL of the container could not be read: no permission",
    ],
    [
      "when a separate password may not be read",
      { variables: { PGHOST: "pg" }, unresolved: { PGPASSWORD: "no permission" } },
      "database-url-missing",
      "PGPASSWORD of the container could not be read: no permission",
    ],
    [
      "when the product cannot be told",
      { variables: { DB_HOST: "db", DB_PASSWORD: PASSWORD } },
      "setting-malformed",
      "DB_HOST of the container names a database host, but not whether it is PostgreSQL or MySQL",
    ],
    [
      "when the product is one that is not known",
      { variables: { DB_HOST: "db", DB_PORT: "5432", DB_CLIENT: "mssql" } },
      "setting-malformed",
      "DB_HOST of the container names a database host, but not whether it is PostgreSQL or MySQL",
    ],
    [
      "when a port is none",
      { variables: { PGHOST: "pg", PGPORT: PASSWORD } },
      "setting-malformed",
      "PGPORT of the container is not a port number",
    ],
    [
      "when a variable holds no URL",
      { variables: { DATABASE_URL: `${PASSWORD}:${PASSWORD}` } },
      "setting-malformed",
      "DATABASE_URL of the container does not hold the URL of a database",
    ],
    [
      "when a variable holds a malformed URL",
      { variables: { DATABASE_URL: `postgres://app:${PASSWORD}@pg:port/shop` } },
      "setting-malformed",
      "DATABASE_URL of the container does not hold the URL of a database",
    ],
    [
      "when the operator's own URL is malformed",
      { override: `app:${PASSWORD}@pg/shop` },
      "setting-malformed",
      "SAFE_ROLLBACK_DATABASE_URL does not hold the URL of a database",
    ],
  ])("is told %s", (_, given, code, summary) => {
    const error = refusalOf(given);
    expect(error.trouble).toMatchObject({ code, summary });
    expect(error.trouble.next).not.toEqual([]);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(PASSWORD);
  });

  it("is told with the names of variables that may hold a URL", () => {
    const error = refusalOf({ variables: { SHOP_DSN: "x", PORT: "80" }, unresolved: { OTHER_URL: "no permission" } });
    expect(error.trouble.facts).toContain("variables of the container that may hold a URL: OTHER_URL, SHOP_DSN");
  });
});

interface Given {
  readonly variables?: Readonly<Record<string, string>>;
  readonly unresolved?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
  readonly override?: string;
}

function locate({ variables = {}, unresolved = {}, settings = {}, override }: Given): Address {
  const environment: Environment = {
    variables: new Map(Object.entries(variables).map(([name, value]) => [name, secretOf(value)])),
    unresolved: new Map(Object.entries(unresolved)),
  };
  const databases = createDatabases(override === undefined ? undefined : secretOf(override));
  return databases.locate(environment, settings as Settings, CONVENTIONS);
}

function refusalOf(given: Given): SafeRollbackError {
  try {
    locate(given);
  } catch (error) {
    if (error instanceof SafeRollbackError) return error;
    throw error;
  }
  throw new Error("a database was found");
}
