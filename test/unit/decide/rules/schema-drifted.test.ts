import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

describe("schema-drifted", () => {
  it("asks when the live schema is not what the migrations imply", () => {
    const drift = ["column users.email is not there"];
    expect(judge("schema-drifted", { judged: judged({}, drift) })).toMatchObject({ weight: "consent", facts: drift });
  });

  it.each([
    ["they agree", { judged: judged({}) }],
    ["nothing was judged", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("schema-drifted", given)).toBeUndefined();
  });
});
