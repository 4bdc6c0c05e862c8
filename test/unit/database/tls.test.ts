import type { UrlParts } from "../../../src/database/url.ts";
import { describe, expect, it } from "vitest";
import { tlsWishes as mysqlWishes } from "../../../src/database/mysql.ts";
import { tlsWishes as postgresWishes } from "../../../src/database/postgres.ts";
import { parseUrl } from "../../../src/database/url.ts";

const PLAIN = "plain";

describe("TLS as a PostgreSQL URL asks for it", () => {
  it.each([
    ["", ["unverified", PLAIN]],
    ["sslmode=disable", [PLAIN]],
    ["sslmode=allow", [PLAIN, "unverified"]],
    ["sslmode=prefer", ["unverified", PLAIN]],
    ["sslmode=require", ["unverified"]],
    ["sslmode=require&sslrootcert=system", ["chain"]],
    ["sslmode=verify-ca", ["chain"]],
    ["sslmode=verify-full", ["chain and name"]],
    ["sslmode=no-verify", ["unverified"]],
    ["ssl=true", ["chain and name"]],
    ["ssl=false", [PLAIN]],
    ["host=/run/postgresql&sslmode=require", [PLAIN]],
  ])("%j tries %j", (parameters, expected) => {
    expect(postgresWishes(partsOf(`postgres://db.test/shop?${parameters}`)).map(described)).toEqual(expected);
  });
});

describe("TLS as a MySQL URL asks for it", () => {
  it.each([
    ["", ["unverified", PLAIN]],
    ["tls=false", [PLAIN]],
    ["tls=preferred", ["unverified", PLAIN]],
    ["tls=skip-verify", ["unverified"]],
    ["tls=true", ["chain and name"]],
    ["ssl-mode=DISABLED", [PLAIN]],
    ["ssl-mode=REQUIRED", ["unverified"]],
    ["ssl-mode=VERIFY_CA", ["chain"]],
    ["ssl-mode=VERIFY_IDENTITY", ["chain and name"]],
    [`ssl={"rejectUnauthorized":false}`, ["unverified"]],
    [`ssl={"rejectUnauthorized":true}`, ["chain"]],
    ["ssl=true", ["chain and name"]],
    ["socket=/run/mysqld.sock&tls=true", [PLAIN]],
  ])("%j tries %j", (parameters, expected) => {
    expect(mysqlWishes(partsOf(`mysql://db.test/shop?${parameters}`)).map(described)).toEqual(expected);
  });
});

function partsOf(url: string): UrlParts {
  const parsed = parseUrl(url);
  if (parsed.kind === "malformed") throw new Error(parsed.because);
  return parsed.parts;
}

/** A certificate for nobody tells whether names are looked at. */
function described(wish: ReturnType<typeof postgresWishes>[number]): string {
  if (wish === false) return PLAIN;
  if (wish.rejectUnauthorized !== true) return "unverified";
  const stranger = { subject: { CN: "stranger.test" }, subjectaltname: "DNS:stranger.test" };
  const complaint = wish.checkServerIdentity?.("127.0.0.1", stranger as never);
  return complaint === undefined ? "chain" : "chain and name";
}
