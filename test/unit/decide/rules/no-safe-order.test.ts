import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const BREAKS = { oldCode: "reads_and_writes_break", newCode: "reads_and_writes_break" } as const;

describe("no-safe-order", () => {
  it("asks when neither code can live with the other's schema", () => {
    const given = { ledger: "a b", returning: "a", tool: "dbmate", judged: judged({ b: BREAKS }) } as const;
    expect(judge("no-safe-order", given)).toMatchObject({
      weight: "consent",
      facts: [
        "the returning image cannot go first: on today's schema its reads and writes break",
        "the leaving image still runs after the downs: reads and writes break",
        "b: it is so (reads and writes break, a-rule)",
      ],
    });
  });

  it("asks when the returning image could live with the schema, but may refuse to start", () => {
    const given = { ledger: "a b", returning: "a", judged: judged({ b: { newCode: "writes_break" } }) } as const;
    expect(judge("no-safe-order", given)?.facts[0]).toBe(
      "the returning image cannot go first: its migrator refuses to start on today's ledger, or may",
    );
  });

  it.each([
    ["the leaving code can live with the reverted schema", { judged: judged({ b: { oldCode: "reads_break" } }) }],
    ["nothing is reverted", { judged: judged({ b: { newCode: "reads_break" } }), tool: "dbmate" as const }],
    ["nothing was judged", {}],
    [
      "the returning image can live with everything and start",
      {
        judged: judged({ b: BREAKS, c: {} }),
        ledger: "a b",
        returning: "a b",
        start: "does-not-run" as const,
      },
    ],
  ])("stays silent when %s", (_, given) => {
    expect(judge("no-safe-order", { ledger: "a b", returning: "a", ...given })).toBeUndefined();
  });
});
