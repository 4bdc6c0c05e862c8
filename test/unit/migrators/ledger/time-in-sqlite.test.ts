import { expect, it } from "vitest";
import { instantOf, timeInSqlite } from "../../../../src/migrators/ledger/time-in-sqlite.ts";

it.each([
  ["2024-01-02 03:04:05", "2024-01-02T03:04:05.000Z", false],
  ["2024-01-02 03:04:05.5", "2024-01-02T03:04:05.500Z", false],
  ["2024-01-02 03:04:05.123456789+02:00", "2024-01-02T01:04:05.123Z", true],
  ["2024-01-02 03:04:05-05:30", "2024-01-02T08:34:05.000Z", true],
  ["2024-01-02T03:04:05Z", "2024-01-02T03:04:05.000Z", true],
])("%s is a time that SQLite or Go's driver writes", (text, instant, hasOffset) => {
  expect(timeInSqlite(text)).toEqual({ time: Date.parse(instant), hasOffset });
  expect(instantOf(text)).toBe(instant);
});

it.each([
  [""],
  ["2024-01-02"],
  ["2024-13-02 03:04:05"],
  ["02.01.2024 03:04:05"],
  [1_704_164_645_000],
  [null],
  [undefined],
])("%s is no time that is read", (value) => {
  expect(timeInSqlite(value)).toBeUndefined();
  expect(instantOf(value)).toBeNull();
});

it("a time that the driver understood is told as it is", () => {
  expect(instantOf(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
});
