import { expect, it } from "vitest";
import { requestTimeoutMs } from "../../../../src/kube/connection/request-timeout.ts";

it.each<[string | undefined, number | null]>([
  [undefined, 30_000],
  ["0", null],
  ["0s", null],
  ["10", 10_000],
  ["10s", 10_000],
  ["1m", 60_000],
  ["1m30s", 90_000],
  ["1.5h", 5_400_000],
  ["500ms", 500],
])("reads %s as %s milliseconds", (flag, expected) => {
  expect(requestTimeoutMs(flag)).toBe(expected);
});

it.each(["", "soon", "-1", "10 s", "1d", "s", "1000000h"])("refuses %j", (flag) => {
  expect(() => requestTimeoutMs(flag)).toThrow(`--request-timeout=${flag} is no length of time`);
});
