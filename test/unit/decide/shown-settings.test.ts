import type { Settings } from "../../../src/model/settings.ts";
import { describe, expect, it } from "vitest";
import { rollbackCommand } from "../../../src/decide/command.ts";
import { shownSettings } from "../../../src/decide/shown-settings.ts";
import { quoted } from "../../../src/model/typed-word.ts";
import { situation } from "../../support/builders.ts";

const ALL: Settings = {
  tool: { value: "knex", from: "annotation" },
  migrationsDir: { value: "/app/db migrations", from: "flag" },
  toMigration: { value: "a.js", from: "flag" },
  databaseUrlEnv: { value: "DB_URL", from: "annotation" },
  databaseUrlFrom: { value: "file", from: "flag" },
  downCommand: { value: ["npm", "run", "down it"], from: "flag" },
  localMigrations: { value: "./migrations", from: "flag" },
  revert: { value: "auto", from: "default" },
  via: { value: "direct", from: "flag" },
  order: { value: "schema-first", from: "default" },
  jobTimeoutSeconds: { value: 600, from: "default" },
  rolloutTimeoutSeconds: { value: 90, from: "flag" },
  jobLabels: { value: { team: "shop", net: "db" }, from: "flag" },
  keepMesh: { value: true, from: "flag" },
  keepRows: { value: "off", from: "flag" },
  keepRowsMaxBytes: { value: 1_610_612_736, from: "flag" },
};

describe("the settings shown", () => {
  it("are named like their flags and say where they came from", () => {
    expect(
      shownSettings(situation({ settings: ALL })).map(({ name, value, from }) => `${name}=${value} (${from})`),
    ).toEqual([
      "tool=knex (annotation)",
      "migrations-dir=/app/db migrations (flag)",
      "to-migration=a.js (flag)",
      "database-url-env=DB_URL (annotation)",
      "database-url=read from a file (flag)",
      "down-command=npm run 'down it' (flag)",
      "local-migrations=./migrations (flag)",
      "revert=auto (default)",
      "via=direct (flag)",
      "order=schema-first (default)",
      "job-timeout=10m (default)",
      "rollout-timeout=90s (flag)",
      "job-label=net=db (flag)",
      "job-label=team=shop (flag)",
      "keep-mesh=true (flag)",
      "keep-rows=off (flag)",
      "keep-rows-max=1536MiB (flag)",
    ]);
  });

  it("include what was detected", () => {
    expect(shownSettings(situation({ workload: { progressDeadlineSeconds: 120 } }))).toEqual([
      { name: "tool", value: "knex", from: "detected" },
      { name: "revert", value: "auto", from: "default" },
      { name: "via", value: "job", from: "default" },
      { name: "order", value: "schema-first", from: "default" },
      { name: "job-timeout", value: "10m", from: "default" },
      { name: "rollout-timeout", value: "3m", from: "detected" },
      { name: "keep-mesh", value: "false", from: "default" },
      { name: "keep-rows", value: "auto", from: "default" },
      { name: "keep-rows-max", value: "1GiB", from: "default" },
    ]);
  });
});

describe("a suggested command", () => {
  it("repeats the flags that were typed, and only those", () => {
    expect(rollbackCommand(situation({ settings: ALL }), { via: "job" })).toBe(
      "kubectl safe-rollback deployment/myapp -n shop --to-revision=1 --migrations-dir='/app/db migrations' " +
        "--to-migration=a.js --database-url-file=FILE --down-command='npm run '\\''down it'\\''' " +
        "--local-migrations=./migrations --via=job --rollout-timeout=90s --job-label=net=db --job-label=team=shop --keep-mesh --keep-rows=off " +
        "--keep-rows-max=1536MiB",
    );
  });

  it.each([
    ["in-process", "--rehearse"],
    ["clone", "--rehearse-url-file=FILE"],
  ] as const)("repeats a rehearsal: %s", (value, flag) => {
    expect(rollbackCommand(situation({ settings: { rehearse: { value, from: "flag" } } }))).toMatch(
      new RegExp(`${flag}$`),
    );
  });

  it("names the container where there are several", () => {
    const seen = situation();
    const proxy = { name: "proxy", image: "proxy:v1", command: null, args: null, digests: [] };
    const leaving = { ...seen.leaving, containers: [proxy, ...seen.leaving.containers] };
    expect(rollbackCommand({ ...seen, leaving })).toBe(
      "kubectl safe-rollback deployment/myapp -n shop --to-revision=1 -c web",
    );
  });
});

describe("a word for a shell", () => {
  it.each([
    ["20240301_drop_legacy.js", "20240301_drop_legacy.js"],
    ["", "''"],
    ["two words", "'two words'"],
    ["$(whoami)", "'$(whoami)'"],
    ["it's", `'it'\\''s'`],
  ])("%j becomes %s", (word, safe) => {
    expect(quoted(word)).toBe(safe);
  });
});
