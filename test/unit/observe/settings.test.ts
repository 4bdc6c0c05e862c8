import type { Trouble } from "../../../src/model/trouble.ts";
import { describe, expect, it } from "vitest";
import { SafeRollbackError } from "../../../src/errors.ts";
import { MIGRATOR_NAMES } from "../../../src/model/migration.ts";
import { mergeSettings, settingWarnings } from "../../../src/observe/settings.ts";

const DEFAULTS = {
  revert: { value: "auto", from: "default" },
  via: { value: "job", from: "default" },
  order: { value: "schema-first", from: "default" },
  jobTimeoutSeconds: { value: 600, from: "default" },
  jobLabels: { value: {}, from: "default" },
  keepMesh: { value: false, from: "default" },
  keepRows: { value: "auto", from: "default" },
  keepRowsMaxBytes: { value: 1_073_741_824, from: "default" },
};

describe("the settings that hold", () => {
  it("are the defaults when nobody says anything, and nothing else is there", () => {
    expect(mergeSettings({}, {})).toStrictEqual(DEFAULTS);
  });

  it.each([
    ["tool", "dbmate", { tool: { value: "dbmate", from: "annotation" } }],
    ["migrations-dir", "db/migrations", { migrationsDir: { value: "db/migrations", from: "annotation" } }],
    ["to-migration", "003.js", { toMigration: { value: "003.js", from: "annotation" } }],
    ["revert", "none", { revert: { value: "none", from: "annotation" } }],
    ["database-url-env", "APP_DB", { databaseUrlEnv: { value: "APP_DB", from: "annotation" } }],
    ["via", "direct", { via: { value: "direct", from: "annotation" } }],
    ["down-command", "npm run 'd n'", { downCommand: { value: ["npm", "run", "d n"], from: "annotation" } }],
    ["job-timeout", "90s", { jobTimeoutSeconds: { value: 90, from: "annotation" } }],
    ["rollout-timeout", "1h30m", { rolloutTimeoutSeconds: { value: 5400, from: "annotation" } }],
    ["job-label", "a=b, team/c=d", { jobLabels: { value: { a: "b", "team/c": "d" }, from: "annotation" } }],
    ["keep-mesh", "true", { keepMesh: { value: true, from: "annotation" } }],
    ["keep-rows", "off", { keepRows: { value: "off", from: "annotation" } }],
    ["keep-rows-max", "500MiB", { keepRowsMaxBytes: { value: 524_288_000, from: "annotation" } }],
    ["keep-rows-max", "2g", { keepRowsMaxBytes: { value: 2_147_483_648, from: "annotation" } }],
    ["container", "web", {}],
    ["somebody-else", "whatever", {}],
  ])("follow the annotation %s: %s", (name, text, said) => {
    expect(mergeSettings({}, { [name]: text })).toStrictEqual({ ...DEFAULTS, ...said });
  });

  it("follow a flag over an annotation, one by one", () => {
    expect(mergeSettings({ tool: "knex" }, { tool: "dbmate", via: "direct" })).toMatchObject({
      tool: { value: "knex", from: "flag" },
      via: { value: "direct", from: "annotation" },
    });
  });

  it("follow a flag also past a malformed annotation", () => {
    expect(mergeSettings({ tool: "knex" }, { tool: "flywheel" }).tool).toEqual({ value: "knex", from: "flag" });
  });

  it.each([
    ["file", "flag"],
    ["environment", "environment"],
  ] as const)("say of a URL from the %s that it comes from the %s", (databaseUrlFrom, from) => {
    expect(mergeSettings({ databaseUrlFrom }, {}).databaseUrlFrom).toEqual({ value: databaseUrlFrom, from });
  });
});

describe("a malformed annotation", () => {
  it("is named with its value, what is allowed, and two ways on", () => {
    expect(troubleFor({ tool: "flywheel" })).toEqual({
      code: "setting-malformed",
      summary: `the annotation safe-rollback.io/tool is "flywheel", which cannot be used`,
      facts: [`allowed: ${MIGRATOR_NAMES.join(", ")}`],
      next: [
        {
          kind: "edit",
          what: "the annotation safe-rollback.io/tool of the workload",
          why: "correct it or remove it, then try again",
        },
        { kind: "choose", flag: "--tool", why: "overrule it this once" },
      ],
    });
  });

  it.each([
    ["via", "ssh", "job, direct"],
    ["revert", "some", "auto, all, none"],
    ["keep-mesh", "yes", "true, false"],
    ["keep-rows", "on", "auto, off"],
    ["keep-rows-max", "1.5GiB", "a size such as 500MiB or 10GiB"],
    ["keep-rows-max", "99999999999999TiB", "a size such as 500MiB or 10GiB"],
    ["job-timeout", "10 minutes", "a duration such as 90s, 10m or 1h30m"],
    ["migrations-dir", " ", "a value that is not empty"],
    ["job-label", "a", "KEY=VALUE, both as Kubernetes allows them in a label"],
    ["database-url-env", "not a name", "the name of an environment variable of the container, never a URL"],
    [
      "down-command",
      "a | b",
      "one program with its arguments, but it has |, which needs a shell; put that into a script in the image",
    ],
  ])("says for %s %s what is allowed", (name, text, allowed) => {
    expect(troubleFor({ [name]: text }).facts).toEqual([`allowed: ${allowed}`]);
  });

  it.each(["database-url-env", "down-command", "migrations-dir"])(
    "is not repeated when %s holds a password",
    (name) => {
      expect(JSON.stringify(troubleFor({ [name]: "postgres://me:hunter2@db/shop" }))).not.toContain("hunter2");
    },
  );
});

describe("warnings about annotations", () => {
  it("name a slip and what was probably meant", () => {
    expect(settingWarnings({ "job-timout": "5m" })).toEqual([
      "the annotation safe-rollback.io/job-timout means nothing and is ignored; did you mean safe-rollback.io/job-timeout?",
    ]);
  });

  it("leave alone what is right and what is nothing like a setting", () => {
    expect(settingWarnings({ tool: "knex", container: "web", migrations: "{}", "owned-by": "team-a" })).toEqual([]);
  });
});

function troubleFor(annotations: Readonly<Record<string, string>>): Trouble {
  try {
    mergeSettings({}, annotations);
  } catch (error) {
    if (error instanceof SafeRollbackError) return error.trouble;
    throw error;
  }
  throw new Error("it was not refused");
}
