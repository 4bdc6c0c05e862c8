import { describe, expect, it } from "vitest";
import { statementsIn } from "../../../src/sql/statements.ts";

const DIALECTS = [["postgresql"], ["mysql"], ["mariadb"], ["sqlite"]] as const;

describe.each(DIALECTS)("a file for %s", (dialect) => {
  it("is read as UTF-8", async () => {
    const [statement] = await statementsIn(dialect, new TextEncoder().encode("\uFEFFdrop table é"));
    expect(statement?.changes).toMatchObject([{ kind: "drop-table", table: { name: "é" } }]);
  });

  it.each([
    ["Latin-1", [0x2d, 0x2d, 0xe9]],
    ["UTF-16", [0xff, 0xfe, 0x41, 0x00]],
  ])("is not understood in %s", async (_name, bytes) => {
    expect(await statementsIn(dialect, Uint8Array.from(bytes))).toEqual([
      { text: "", changes: [{ kind: "opaque", because: "the file is not UTF-8" }] },
    ]);
  });
});
