import { expect, it } from "vitest";
import { MIGRATOR_NAMES } from "../../src/model/migration.ts";
import { bySource, tools } from "./tools/all.ts";

it("tries every tool that there is an adapter for", () => {
  expect([...new Set(tools.map(({ name }) => name)), ...bySource].toSorted()).toEqual(MIGRATOR_NAMES.toSorted());
});
