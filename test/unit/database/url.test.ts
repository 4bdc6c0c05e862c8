import type { UrlParts } from "../../../src/database/url.ts";
import { describe, expect, it } from "vitest";
import { formatUrl, parseUrl } from "../../../src/database/url.ts";

const SHOP: UrlParts = {
  dialect: "postgresql",
  user: "app",
  password: "pw",
  host: "db.internal",
  port: 5432,
  name: "shop",
  parameters: new Map(),
};

const FILE: Partial<UrlParts> = { dialect: "sqlite", user: "", password: "", host: "", port: 0 };

describe("a database URL", () => {
  it.each<[string, Partial<UrlParts>]>([
    ["postgres://app:pw@db.internal:5432/shop", {}],
    ["postgresql://app:pw@db.internal/shop", {}],
    ["POSTGRES://app:pw@db.internal/shop", {}],
    [" postgres://app:pw@db.internal/shop\n", {}],
    ["postgresql+psycopg2://app:pw@db.internal/shop", {}],
    ["mysql+pymysql://app:pw@db.internal/shop", { dialect: "mysql", port: 3306 }],
    ["mysql://app:pw@db.internal/shop", { dialect: "mysql", port: 3306 }],
    ["mysql2://app:pw@db.internal:3307/shop", { dialect: "mysql", port: 3307 }],
    ["mariadb://app:pw@db.internal/shop", { dialect: "mariadb", port: 3306 }],
    ["ecto://app:pw@db.internal/shop", {}],
    ["ecto://app:pw@db.internal:3306/shop", { dialect: "mysql", port: 3306 }],
    ["jdbc:postgresql://db.internal/shop?user=app&password=pw", {}],
    ["jdbc:aws-wrapper:mysql://app:pw@db.internal/shop", { dialect: "mysql", port: 3306 }],
    ["jdbc:mariadb://app:pw@db.internal/shop", { dialect: "mariadb", port: 3306 }],
    ["postgres://app@db.internal/shop", { password: "" }],
    ["postgres://db.internal", { user: "", password: "", name: "" }],
    ["postgres://app:pw@[2001:db8::7]:6432/shop", { host: "2001:db8::7", port: 6432 }],
    ["postgres://app:p%40ss%3Aw%2Frd@db.internal/my%20shop", { password: "p@ss:w/rd", name: "my shop" }],
    ["postgres://app:100%@db.internal/shop", { password: "100%" }],
    ["postgres://app:%e9t%C3%A9@db.internal/shop", { password: "%e9té" }],
    ["postgres://app:p@ss@db.internal/shop", { password: "p@ss" }],
    ["postgres://app:p/s?s#d@db.internal/shop", { password: "p/s?s#d" }],
    ["postgres://app:a:b@db.internal/shop", { password: "a:b" }],
    ["postgres:///shop?host=/run/pg&user=app&password=pw", { host: "/run/pg" }],
    ["mysql://app:pw@/shop?socket=/run/my.sock", { dialect: "mysql", port: 3306, host: "/run/my.sock" }],
    ["postgres://app:pw@ignored/shop?host=db.internal&port=6000", { port: 6000 }],
    ["postgres://db.internal/shop?application_name=a@b", { user: "", password: "" }],
    ["sqlite:/data/shop.db", { ...FILE, name: "/data/shop.db" }],
    ["sqlite:///data/shop.db", { ...FILE, name: "/data/shop.db" }],
    ["sqlite:////data/shop.db", { ...FILE, name: "/data/shop.db" }],
    ["sqlite3://localhost/data/shop.db", { ...FILE, name: "/data/shop.db" }],
    ["file:/data/my%20shop.db?mode=ro", { ...FILE, name: "/data/my shop.db" }],
    ["file:./shop.db", { ...FILE, name: "./shop.db" }],
    ["sqlite+aiosqlite:////data/shop.db", { ...FILE, name: "/data/shop.db" }],
  ])("%j is taken apart", (text, parts) => {
    const parsed = parseUrl(text);
    expect({ ...parsed, parts: { ...SHOP, ...partsOf(text), parameters: SHOP.parameters } }).toEqual({
      kind: "parsed",
      parts: { ...SHOP, ...parts },
    });
  });

  it("keeps its parameters, decoded", () => {
    expect(
      partsOf("postgres://db.internal/shop?sslmode=require&options=-c%20search_path%3Dapp+x&flag").parameters,
    ).toEqual(
      new Map([
        ["sslmode", "require"],
        ["options", "-c search_path=app x"],
        ["flag", ""],
      ]),
    );
  });

  it.each([
    "postgres://app:p%40ss%3Aw%2Frd%25@db.internal:6432/my%20shop?sslmode=require&search_path=a%2Cb",
    "postgres://app:pw@[::1]:5432/shop",
    "mysql://app:p@ss/w?rd#@db.internal/shop?tls=true",
    "postgres://app:pw@/shop?socket=/run/pg",
    "sqlite:/data/my%20shop%3F.db?_fk=1",
    "file:./shop.db",
  ])("%j means the same after it was written anew", (text) => {
    const parts = partsOf(text);
    const { parameters: _, ...again } = partsOf(formatUrl(parts));
    expect({ ...parts, ...again }).toEqual(parts);
  });

  it.each([
    ["db.internal:5432/shop", "it does not begin with a scheme such as postgres://"],
    ["", "it does not begin with a scheme such as postgres://"],
    ["oracle://app:s3cret@db.internal/shop", "its scheme is oracle://"],
    ["sqlite::memory:", "it names a database in the memory of one process, which nobody else can open"],
    ["file:shop?mode=memory", "it names a database in the memory of one process, which nobody else can open"],
    ["sqlite://db.internal/shop.db", "it names a host, and a database in a file has none"],
    ["sqlite://", "it names no file"],
    ["jdbc:h2:mem:shop", "it does not begin with a scheme such as postgres://"],
    ["jdbc:sqlserver://db.internal;databaseName=shop", "its scheme is sqlserver://"],
    ["postgres://app:pw@db.internal:70000/shop", "its port is not a number between 1 and 65535"],
    [
      "postgres://app:s3cret@db.internal:port/shop",
      "its part between // and the database's name is not user:password@host:port",
    ],
    [
      "postgres://app:s3cret@one:5432,two:5432/shop",
      "its part between // and the database's name is not user:password@host:port",
    ],
    ["postgres://app:s3cret@one,two/shop", "it names several hosts; only one can be asked"],
  ])("%j is malformed, for a reason that repeats nothing secret", (text, because) => {
    expect(parseUrl(text)).toEqual({ kind: "malformed", because });
  });
});

function partsOf(text: string): UrlParts {
  const parsed = parseUrl(text);
  if (parsed.kind === "malformed") throw new Error(parsed.because);
  return parsed.parts;
}
