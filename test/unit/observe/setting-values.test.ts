import { describe, expect, it } from "vitest";
import { holdsCredentials } from "../../../src/observe/credentials.ts";
import { secondsOf } from "../../../src/observe/duration.ts";
import { nearest } from "../../../src/observe/nearest.ts";
import { shellWords } from "../../../src/observe/shell-words.ts";

describe("durations", () => {
  it.each([
    ["90", 90],
    ["0", 0],
    ["90s", 90],
    ["10m", 600],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["250ms", 0.25],
    ["1m500ms", 60.5],
  ])("%s is %d seconds", (text, seconds) => expect(secondsOf(text)).toBe(seconds));

  it.each(["", "-1", "m", "10 m", "ten", "1d", "1h 30m", "1.m"])("%j is none", (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });
});

describe("a command's words", () => {
  it.each([
    ["npm run migrate:down", ["npm", "run", "migrate:down"]],
    ["  node   x.js ", ["node", "x.js"]],
    [`a "b c" 'd e'`, ["a", "b c", "d e"]],
    [`a b"c d"e`, ["a", "bc de"]],
    [`a "say \\"hi\\""`, ["a", 'say "hi"']],
    [`a '$HOME|x'`, ["a", "$HOME|x"]],
    ["a b\\ c", ["a", "b c"]],
    [`a ""`, ["a", ""]],
    ["a --n=1 key=value", ["a", "--n=1", "key=value"]],
    ["a b@c%d+e,f:g/h", ["a", "b@c%d+e,f:g/h"]],
  ])("of %s", (text, words) => expect(shellWords(text)).toEqual({ kind: "words", words }));

  it.each([
    ["", "it names no program"],
    ["''", "it names no program"],
    ["a | b", "it has |, which needs a shell; put that into a script in the image"],
    ["a && b", "it has &, which needs a shell; put that into a script in the image"],
    ["a > f", "it has >, which needs a shell; put that into a script in the image"],
    ["a $B", "it has $, which needs a shell; put that into a script in the image"],
    ["a *.js", "it has *, which needs a shell; put that into a script in the image"],
    ["a 'b", "a quote ' is not closed, or has $ or ` in it"],
    [`a "$B"`, `a quote " is not closed, or has $ or \` in it`],
  ])("of %s are refused", (text, because) => expect(shellWords(text)).toEqual({ kind: "refused", because }));
});

describe("a slip", () => {
  it.each([
    ["pln", "plan"],
    ["hsitory", "history"],
    ["versoin", "version"],
    ["rollback", undefined],
    ["x", undefined],
  ])("%s probably means %s", (word, meant) => {
    expect(nearest(word, ["plan", "history", "version"])).toBe(meant);
  });
});

describe("text with a password in a URL", () => {
  it.each([
    "postgres://me:secret@db/shop",
    "postgres://:secret@db/shop",
    "psql 'postgres://me:sec/ret@db/shop'",
    "mysql://db/shop?user=me&password=secret",
    "me:secret@tcp(db:3306)/shop",
  ])("is known by its form: %s", (text) => expect(holdsCredentials(text)).toBe(true));

  it.each(["postgres://db:5432/shop", "postgres://me@db/shop", "https://api:6443", "user:pass@host", "npm run a:b"])(
    "is not %s",
    (text) => expect(holdsCredentials(text)).toBe(false),
  );
});
