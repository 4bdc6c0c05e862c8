import { describe, expect, it } from "vitest";
import { scriptsStartedBy, startsElsewhere, startsScript } from "../../../src/observe/script-calls.ts";

const SCRIPTS = Object.entries({
  down: "knex",
  revert: "npm run down -- migrate:rollback",
  predown: "echo before",
  loop: "npm run loop",
  start: "node server.js",
  "db:down": "dbmate rollback",
}).map(([name, text]) => ({ name, text }));

describe("a command that starts a script of package.json", () => {
  it.each([
    ["npm run db:down", ["dbmate rollback"]],
    ["npm run-script db:down", ["dbmate rollback"]],
    ["npm --silent run db:down", ["dbmate rollback"]],
    ["npm run --silent db:down", ["dbmate rollback"]],
    ["yarn db:down", ["dbmate rollback"]],
    ["yarn run db:down", ["dbmate rollback"]],
    ["pnpm db:down", ["dbmate rollback"]],
    ["/usr/local/bin/npm run db:down", ["dbmate rollback"]],
    ["sh -c 'npm run db:down'", ["dbmate rollback"]],
    ["npm start", ["node server.js"]],
    ["npm run down", ["echo before", "knex"]],
    ["npm run down -- migrate:rollback --all", ["echo before", "knex migrate:rollback --all"]],
    ["yarn down migrate:rollback", ["echo before", "knex migrate:rollback"]],
    ["npm run down migrate:rollback", ["echo before", "knex"]],
    ["npm run revert", ["npm run down -- migrate:rollback", "echo before", "knex migrate:rollback"]],
    ["npm run loop", ["npm run loop"]],
    ["npm run db:down && npm start", ["dbmate rollback", "node server.js"]],
    ["npm run db:down & npm start", ["dbmate rollback", "node server.js"]],
    ["npm run down 2>&1 -- migrate:rollback", ["echo before", "knex migrate:rollback"]],
  ])("is resolved: %s", (text, texts) => {
    const { started, missing } = scriptsStartedBy(text, SCRIPTS);
    expect({ texts: started.map((script) => script.text), missing }).toEqual({ texts, missing: [] });
  });

  it("names a script that is not there, but not a program that yarn would start instead", () => {
    expect(scriptsStartedBy("npm run gone", SCRIPTS)).toEqual({ started: [], missing: ["gone"] });
    expect(scriptsStartedBy("yarn knex migrate:down", SCRIPTS)).toEqual({ started: [], missing: [] });
  });

  it.each(["node down.js", "npx knex migrate:down", "npm exec knex migrate:down", "npm install", "pnpm dlx knex"])(
    "is not: %s",
    (text) => {
      expect(startsScript(text)).toBe(false);
    },
  );

  it.each(["npm --prefix api run down", "yarn --cwd api down", "pnpm -C api down", "yarn workspace api down"])(
    "may be one of another directory: %s",
    (text) => {
      expect(startsElsewhere(text)).toBe(true);
    },
  );
});
