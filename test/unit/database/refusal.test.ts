import type { Address } from "../../../src/ports/database.ts";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { queryRefusalOf, refusalOf } from "../../../src/database/refusal.ts";
import { secretOf } from "../../../src/secret.ts";

const PASSWORD = "marked-Secret.7";

const ADDRESS: Address = {
  dialect: "postgresql",
  host: "pg.shop",
  port: 5432,
  name: "shop",
  url: secretOf(`postgres://app:${PASSWORD}@pg.shop:5432/shop`),
  from: "DATABASE_URL of the container",
};

describe("a refusal to connect", () => {
  it.each([
    ["ENOTFOUND", "getaddrinfo ENOTFOUND pg.shop", "cannot be reached from here: its name is not known here"],
    ["ECONNREFUSED", "connect ECONNREFUSED", "cannot be reached from here: nothing listens there"],
    ["ETIMEDOUT", "connect ETIMEDOUT", "cannot be reached from here: no answer in time"],
    ["", "timeout expired", "cannot be reached from here: no answer in time"],
    ["", "Connection terminated unexpectedly", "cannot be reached from here: the connection was closed at once"],
  ])("is a missing path for %s %s", (code, message, words) => {
    const { trouble } = refusalOf(driverError(code, message), ADDRESS, undefined);
    expect(trouble).toMatchObject({ code: "database-unreachable", summary: `the database at pg.shop:5432 ${words}` });
  });

  it.each([
    [
      "28P01",
      "password authentication failed for user",
      "refused the user or password from DATABASE_URL of the container",
    ],
    [
      "ER_ACCESS_DENIED_ERROR",
      "Access denied for user",
      "refused the user or password from DATABASE_URL of the container",
    ],
    ["", "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string", "refused the user or password"],
    ["3D000", `database "shop" does not exist`, "has no database shop"],
    ["ER_BAD_DB_ERROR", "Unknown database 'shop'", "has no database shop"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match", "no secure connection"],
    ["", "The server does not support SSL connections", "no secure connection"],
    ["28000", "no pg_hba.conf entry for host", "lets nobody in from here"],
    ["53300", "sorry, too many clients already", "takes no further connections now"],
    ["XX000", "something else", "refused the connection"],
  ])("is the server's no for %s %s", (code, message, words) => {
    const { trouble } = refusalOf(driverError(code, message), ADDRESS, undefined);
    expect(trouble).toMatchObject({ code: "database-refused", summary: expect.stringContaining(words) as string });
  });

  it("never shows what a driver attached or quoted", () => {
    const error = Object.assign(new Error(`cannot parse postgres://app:${PASSWORD}@pg.shop or '${PASSWORD}'`), {
      input: ADDRESS.url.reveal(),
      connection: { password: PASSWORD },
    });
    const shown = [refusalOf(error, ADDRESS, undefined), queryRefusalOf(error, ADDRESS)];
    expect(inspect(shown, { depth: 12, showHidden: true })).not.toContain(PASSWORD);
  });
});

function driverError(code: string, message: string): Error {
  return Object.assign(new Error(message), code === "" ? {} : { code });
}
