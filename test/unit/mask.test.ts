import { describe, expect, it } from "vitest";
import { createMask, maskCredentials } from "../../src/mask.ts";

describe("credentials by their form", () => {
  it.each([
    ["postgres://app:pa55@db:5432/shop", "postgres://app:***@db:5432/shop"],
    ["connecting to mysql2://app:p@ss:w/rd@db/shop now", "connecting to mysql2://app:***@db/shop now"],
    [`{"url":"postgres://app:pa55@db/shop","mail":"a@b"}`, `{"url":"postgres://app:***@db/shop","mail":"a@b"}`],
    [`postgres://app:pa"55@db/shop`, "postgres://app:***@db/shop"],
    ["redis://:pa55@cache", "redis://:***@cache"],
    ["app:pa55@tcp(db:3306)/shop", "app:***@tcp(db:3306)/shop"],
    ["host=db password=pa55 user=app", "host=db password=*** user=app"],
    ["PGPASSWORD=pa,55 psql", "PGPASSWORD=*** psql"],
    ["DB_PASS: pa55", "DB_PASS: ***"],
    [
      "jdbc:postgresql://db/shop?user=app&password=pa55&ssl=true",
      "jdbc:postgresql://db/shop?user=app&password=***&ssl=true",
    ],
    ["Server=db;Password=pa55;Database=shop", "Server=db;Password=***;Database=shop"],
    [`{"password": "pa\\"55", "user": "app"}`, `{"password": ***, "user": "app"}`],
    ["{ password: 'pa55', user: 'app' }", "{ password: ***, user: 'app' }"],
    [`{\\"password\\":\\"pa55\\"}`, `{\\"password\\":***`],
    ["dump --password pa55 shop", "dump --password *** shop"],
  ])("are hidden in %s", (text, shown) => {
    expect(maskCredentials(text)).toBe(shown);
  });

  it.each([
    [`FATAL: password authentication failed for user "app"`],
    ["at file:///app/node_modules/@scope/tool/index.js:10:5"],
    ["listening on http://db:5432/"],
    ["postgres://app@db/shop"],
    ["2026-11-22T10:00:00Z reverted 20240301_drop_legacy.js"],
  ])("are not seen in %s", (text) => {
    expect(maskCredentials(text)).toBe(text);
  });

  it("take no time to look for in a very long word", () => {
    const line = "pass_://word:".repeat(4_000);
    const startedAt = performance.now();
    maskCredentials(line);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe("known secrets", () => {
  it.each([
    { how: "as they are", secrets: ["correct horse"], text: "said correct horse twice", shown: "said *** twice" },
    { how: "URL-encoded", secrets: ["p@ss/word"], text: "said p%40ss%2Fword", shown: "said ***" },
    { how: "inside JSON", secrets: [`pa"55word`], text: `{"said":"pa\\"55word"}`, shown: `{"said":"***"}` },
    {
      how: "the password of a URL alone",
      secrets: ["postgres://app:pa%4055@db/shop"],
      text: "said pa@55 and pa%4055",
      shown: "said *** and ***",
    },
    {
      how: "each line of a key",
      secrets: ["BEGIN\nMIIEvQIBADANBg\nEND"],
      text: "said MIIEvQIBADANBg",
      shown: "said ***",
    },
    {
      how: "the longer of two that overlap",
      secrets: ["swordfish", "swordfish-2"],
      text: "said swordfish-2",
      shown: "said ***",
    },
    {
      how: "short ones as whole words only",
      secrets: ["app"],
      text: "app myapp application",
      shown: "*** myapp application",
    },
  ])("are hidden $how", ({ secrets, text, shown }) => {
    expect(createMask(secrets)(text)).toBe(shown);
  });

  it("hide nothing when they are empty", () => {
    expect(createMask(["", " "])("a b")).toBe("a b");
  });
});
