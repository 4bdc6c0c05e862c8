import { describe, expect, it } from "vitest";
import { isConnectionString, parseConnectionString } from "../../../src/database/connection-string.ts";

const SHOP = { dialect: "postgresql", user: "app", password: "pw", host: "db", port: 5432, name: "shop" };

describe("a connection string of .NET", () => {
  it.each([
    ["Host=db;Username=app;Password=pw;Database=shop", SHOP],
    ["Server=db;Port=5432;User Id=app;Password=pw;Database=shop;", SHOP],
    ["host = db ; username = app ; password = 'p;w' ; database = shop", { ...SHOP, password: "p;w" }],
    ['Host=db;Username=app;Password="p""w";Database=shop', { ...SHOP, password: 'p"w' }],
    ["Host=db;Username=app;Password=a=b;Database=shop", { ...SHOP, password: "a=b" }],
    ["Server=db;Port=3306;User=app;Password=pw;Database=shop", { ...SHOP, dialect: "mysql", port: 3306 }],
    ["Server=db;Uid=app;Pwd=pw;Database=shop", { ...SHOP, dialect: "mysql", port: 3306 }],
    ["Server=db,5432;User Id=app;Password=pw;Database=shop", SHOP],
  ])("is taken apart: %s", (text, parts) => {
    expect(isConnectionString(text)).toBe(true);
    expect(parseConnectionString(text)).toEqual({ kind: "parsed", parts: { ...parts, parameters: new Map() } });
  });

  it("keeps how to encrypt, and the schema, as URLs call them", () => {
    const text = "Host=db;Username=app;Database=shop;SslMode=VerifyFull;Search Path=app";
    expect(parseConnectionString(text)).toMatchObject({
      parts: {
        parameters: new Map([
          ["sslmode", "verify-full"],
          ["search_path", "app"],
        ]),
      },
    });
  });

  it.each([
    ["Server=db;Database=shop;User Id=app;Password=secret;TrustServerCertificate=true", /whether/],
    ["Server=db;Database=shop;User Id=app;Password=secret", /whether/],
    ["Host=one,two;Username=app;Password=secret", /several/],
    ["Host=db;Port=http;Username=app;Password=secret", /port/],
  ])("is refused without repeating anything of it: %s", (text, because) => {
    const parsed = parseConnectionString(text);
    expect(parsed).toMatchObject({ kind: "malformed", because: expect.stringMatching(because) as string });
    expect(JSON.stringify(parsed)).not.toContain("secret");
  });

  it.each([
    "postgres://app:pw@db/shop?host=x",
    "jdbc:sqlserver://db;databaseName=shop",
    "host=db dbname=shop user=app password=a;b",
    "shop",
  ])("is not what %s is", (text) => {
    expect(isConnectionString(text)).toBe(false);
  });
});
