import type { Revision } from "../../../src/model/workload.ts";
import { describe, expect, it } from "vitest";
import { SafeRollbackError } from "../../../src/errors.ts";
import { recordedKnowledge, recordOf } from "../../../src/observe/record.ts";
import { situation } from "../../support/builders.ts";

const { leaving, container } = situation({ ledger: "a", leaving: "a", returning: "a" });
const image = leaving.containers[0]?.image;

function recorded(value: unknown): Revision {
  return { ...leaving, recorded: typeof value === "string" ? value : JSON.stringify(value) };
}

const good = {
  format: "safe-rollback.record/v1",
  tool: "knex",
  image,
  migrations: [
    { name: "a.js", file: "a.js", down: "code" },
    { name: "b.js", file: "b.js", down: "absent" },
  ],
};

describe("recordedKnowledge", () => {
  it("reads what was recorded at deploy time", () => {
    expect(recordedKnowledge(recorded(good), container)).toMatchObject({
      known: true,
      from: "recorded",
      value: [
        { name: "a.js", down: { kind: "code" } },
        { name: "b.js", down: { kind: "absent" } },
      ],
    });
  });

  it("does not let a record of another image speak", () => {
    expect(recordedKnowledge(recorded({ ...good, image: "shop:v9" }), container)).toMatchObject({ known: false });
  });

  it("is undetermined when nothing was recorded", () => {
    expect(recordedKnowledge({ ...leaving, recorded: null }, container)).toMatchObject({ known: false });
  });

  it.each([
    { name: "no JSON", value: "{" },
    { name: "another format", value: { ...good, format: "safe-rollback.record/v2" } },
    { name: "an unknown tool", value: { ...good, tool: "abacus" } },
    { name: "a migration without a name", value: { ...good, migrations: [{ file: "a.js", down: "code" }] } },
  ])("refuses $name as malformed", ({ value }) => {
    expect(() => recordOf(recorded(value))).toThrow(SafeRollbackError);
  });
});
