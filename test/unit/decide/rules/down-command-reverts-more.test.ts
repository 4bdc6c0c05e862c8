import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { known, undetermined } from "../../../../src/model/evidence.ts";
import { judge } from "../judge.ts";

const ID = "down-command-reverts-more";

describe(ID, () => {
  it("blocks a command that reverts a batch, and quotes it", () => {
    expect(judge(ID, given(["knex", "migrate:rollback"]))).toMatchObject({
      weight: "blocker",
      facts: ["--down-command: knex migrate:rollback", `knex: "knex migrate:rollback" reverts the whole last batch`],
    });
  });

  it("blocks a script that reverts everything, and quotes the way to it", () => {
    const downScripts = known(
      [
        { name: "down", text: "npm run db -- migrate:rollback --all" },
        { name: "db", text: "knex migrate:rollback --all" },
        { name: "postdb", text: "echo done" },
      ],
      "image",
      "package.json",
    );
    expect(judge(ID, { ...given(["npm", "run", "down"]), downScripts })).toMatchObject({
      weight: "blocker",
      facts: [
        "--down-command: npm run down",
        `script "down": npm run db -- migrate:rollback --all`,
        `script "db": knex migrate:rollback --all`,
        `knex: "knex migrate:rollback --all" reverts every migration`,
      ],
    });
  });

  it("asks about a script that was looked for and could not be seen", () => {
    const downScripts = undetermined<never>("there is no package.json in /app", []);
    expect(judge(ID, { ...given(["npm", "run", "down"]), downScripts, mayProbe: true })).toMatchObject({
      weight: "consent",
      facts: [
        "--down-command: npm run down",
        "there is no package.json in /app",
        "the ledger is read after each run and anything but that one migration halts, but only once it is gone",
      ],
    });
  });

  it.each<[string, Given]>([
    ["reverts one", given(["knex", "migrate:down"])],
    [
      "starts a script that nobody might look at yet",
      { ...given(["npm", "run", "down"]), downScripts: undetermined("", []) },
    ],
    ["has nothing to revert", { ...given(["knex", "migrate:rollback"]), returning: "a b" }],
    ["is not used", { ...given(["knex", "migrate:rollback"]), downScripts: null }],
    ["was not given", { ledger: "a b", returning: "a" }],
  ])("stays silent when the command %s", (_, situation) => {
    expect(judge(ID, situation)).toBeUndefined();
  });
});

function given(command: readonly string[]): Given {
  return {
    ledger: "a b",
    returning: "a",
    settings: { downCommand: { value: command, from: "flag" } },
    downScripts: known([], "operator", "it starts no script of package.json"),
  };
}
