import type { UrlParts } from "../../../src/database/url.ts";
import { describe, expect, it } from "vitest";
import { formatUrl, parseUrl } from "../../../src/database/url.ts";

const MYSQL: UrlParts = {
  dialect: "mysql",
  user: "app",
  password: "pw",
  host: "db",
  port: 3306,
  name: "shop",
  parameters: new Map(),
};

const POSTGRES: UrlParts = { ...MYSQL, dialect: "postgresql", port: 5432 };

describe("an address as Go's drivers take it", () => {
  it.each<[string, UrlParts]>([
    ["app:pw@tcp(db:3306)/shop", MYSQL],
    ["app:pw@tcp(db)/shop", MYSQL],
    ["mysql://app:pw@tcp(db:3307)/shop", { ...MYSQL, port: 3307 }],
    ["app:p@ss/w:rd@tcp(db:3306)/shop", { ...MYSQL, password: "p@ss/w:rd" }],
    ["app:100%25@tcp(db:3306)/shop", { ...MYSQL, password: "100%25" }],
    ["mysql://app:100%25@tcp(db:3306)/shop", { ...MYSQL, password: "100%" }],
    ["app@tcp([2001:db8::7]:3306)/", { ...MYSQL, password: "", host: "2001:db8::7", name: "" }],
    ["app:pw@unix(/run/my.sock)/shop", { ...MYSQL, host: "/run/my.sock" }],
    [
      "app:pw@tcp(db:3306)/shop?parseTime=true&tls=true",
      {
        ...MYSQL,
        parameters: new Map([
          ["parseTime", "true"],
          ["tls", "true"],
        ]),
      },
    ],
    ["host=db user=app password=pw dbname=shop", POSTGRES],
    ["  dbname = shop host=db port=6432 user=app password=pw", { ...POSTGRES, port: 6432 }],
  ])("%j is read", (text, parts) => {
    expect(parseUrl(text)).toEqual({ kind: "parsed", parts });
  });

  it("may quote what has blanks and quotes in it", () => {
    const text = "user=app password='it\\'s, pw' host=db dbname=shop sslmode=disable";
    const parameters = new Map([["sslmode", "disable"]]);
    expect(parseUrl(text)).toEqual({ kind: "parsed", parts: { ...POSTGRES, password: "it's, pw", parameters } });
  });

  it("becomes a URL that means the same", () => {
    const parts = { ...MYSQL, password: "p@ss/w:rd", parameters: new Map([["parseTime", "true"]]) };
    expect(parseUrl(formatUrl(parts))).toEqual({ kind: "parsed", parts });
  });

  it.each([
    "app:pw@tcp(db:3306)",
    "./local.db",
    "mode=memory cache=shared",
    "host=db 'unfinished",
    "app:pw@tcp(db:99999)/shop",
  ])("%j is none", (text) => {
    expect(parseUrl(text).kind).toBe("malformed");
  });
});
