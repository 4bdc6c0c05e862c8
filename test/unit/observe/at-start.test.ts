import type { ContainerStart, HookJob } from "../../../src/model/workload.ts";
import type { StartSeen } from "../../../src/observe/at-start.ts";
import { describe, expect, it } from "vitest";
import { known } from "../../../src/model/evidence.ts";
import { atStartOf, hookMigrations } from "../../../src/observe/at-start.ts";
import { frameworkStart } from "../../../src/observe/framework-start.ts";
import { revision } from "../../support/builders.ts";

const LATEST = ["npx", "knex", "migrate:latest"];

describe("whether a revision migrates when it starts", () => {
  it("is told by an init container", () => {
    const seen = starts({ command: ["node", "."] }, { initContainers: [start("migrate", { command: LATEST })] });
    expect(atStartOf(seen)).toEqual(known("runs", "recorded", `init container migrate runs "knex migrate:latest"`));
  });

  it("is told by the container's own command, and by one beside it", () => {
    const beside = { ...start("migrator", { command: ["dbmate", "up"] }), digests: [] };
    const seen = starts({ command: ["sh", "-c"], args: ["npx prisma migrate deploy && node ."] });
    const both = { ...seen.revision, containers: [beside, ...seen.revision.containers] };
    expect(atStartOf({ ...seen, revision: both })).toEqual(
      known("runs", "recorded", `container web runs "prisma migrate deploy"; container migrator runs "dbmate up"`),
    );
  });

  it("is told by the image of a tool, to whose program the arguments go", () => {
    const image = "ghcr.io/amacneil/dbmate:2.36";
    const seen = starts(
      { command: ["node", "."] },
      { initContainers: [start("schema", { image, args: ["--wait", "up"] })] },
    );
    expect(atStartOf(seen)).toMatchObject({ value: "runs", detail: `init container schema runs "dbmate --wait up"` });
  });

  it("does not matter so much where the failure is passed over", () => {
    const seen = starts({ command: ["sh", "-c", "knex migrate:latest || echo failed; node ."] });
    expect(atStartOf(seen)).toMatchObject({ known: true, value: "runs-and-goes-on" });
  });

  it("is denied as far as can be seen, with what was looked at", () => {
    expect(atStartOf(starts({ command: ["node", "server.js"] }))).toEqual(
      known(
        "does-not-run",
        "recorded",
        `no migrator in container web: "node server.js"; what the program does itself was not looked at`,
      ),
    );
  });

  it.each<[string, Partial<ContainerStart>, string]>([
    ["the image's own command", {}, "container web starts with its image's own command, which is not in the template"],
    [
      "the image's own entrypoint",
      { args: ["serve"] },
      "container web starts with its image's own entrypoint, which is not in the template",
    ],
    [
      "a script",
      { command: ["npm", "start"] },
      `container web starts with "npm start", whose text is not in the template`,
    ],
    [
      "a script that is only called so",
      { command: ["npm", "run", "migrate"] },
      `container web runs "npm run migrate", which migrates by its name, and whose text is not in the template`,
    ],
    [
      "a script for a shell",
      { command: ["/app/docker-entrypoint.sh", "node", "."] },
      `container web starts with "/app/docker-entrypoint.sh", whose text is not in the template`,
    ],
  ])("is not determined by %s", (_, container, because) => {
    expect(atStartOf(starts(container))).toMatchObject({ known: false, because });
  });
});

describe("a script of package.json that was read", () => {
  it.each([
    [
      "knex migrate:latest && node .",
      "runs",
      `container web, script "start" of package.json runs "knex migrate:latest"`,
    ],
    [
      "node .",
      "does-not-run",
      `no migrator in container web: "npm start", container web, script "start" of package.json: "sh -c node ."; what the program does itself was not looked at`,
    ],
  ])("tells whether %s migrates", (text, value, detail) => {
    const scripts = [{ name: "start", text }];
    expect(atStartOf({ ...starts({ command: ["npm", "start"] }), scripts })).toMatchObject({ value, detail });
  });
});

describe("Helm's hooks", () => {
  it("are quoted when they migrate, with what an undo makes of them", () => {
    const hook = (name: string, command: readonly string[]): HookJob => {
      return { name, events: ["pre-upgrade", "pre-install"], containers: [start("m", { command })] };
    };
    expect(hookMigrations([hook("shop-migrate", LATEST), hook("shop-warm", ["./warm"])])).toEqual([
      `pre-upgrade and pre-install hook job/shop-migrate runs "knex migrate:latest": an undo does not start it, the next helm upgrade or rollback does`,
    ]);
  });
});

describe("a framework that migrates by itself", () => {
  it.each<[string, string, Partial<ContainerStart>, Readonly<Record<string, string>>, boolean | undefined]>([
    ["Rails, by the entrypoint of its generator", "rails", { args: ["./bin/rails", "server"] }, {}, true],
    [
      "Rails, by that entrypoint named",
      "rails",
      { command: ["/rails/bin/docker-entrypoint"], args: ["./bin/rails", "server"] },
      {},
      true,
    ],
    ["Rails, past its entrypoint", "rails", { command: ["./bin/rails", "server"] }, {}, undefined],
    ["Rails, with another command", "rails", { args: ["./bin/jobs"] }, {}, undefined],
    ["Spring Boot with Flyway", "flyway", { command: ["java", "-jar", "app.jar"] }, {}, true],
    [
      "Spring Boot with Flyway switched off",
      "flyway",
      { command: ["java", "-jar", "app.jar"] },
      { SPRING_FLYWAY_ENABLED: "False" },
      false,
    ],
    [
      "Spring Boot with Liquibase",
      "liquibase",
      { args: ["org.springframework.boot.loader.launch.JarLauncher"] },
      {},
      true,
    ],
    ["an image that may be anything", "flyway", {}, {}, undefined],
    ["another tool", "knex", { command: ["java", "-jar", "app.jar"] }, {}, undefined],
  ])("%s", (_, tool, container, variables, migrates) => {
    expect(frameworkStart(tool, start("web", container), (name) => variables[name])?.migrates).toBe(migrates);
  });

  it("is quoted", () => {
    const framework = frameworkStart("rails", start("web", { args: ["./bin/rails", "server"] }), () => undefined);
    expect(atStartOf({ ...starts({ args: ["./bin/rails", "server"] }), framework })).toMatchObject({
      value: "runs",
      detail: `the entrypoint that Rails generates prepares the database before "./bin/rails server"`,
    });
  });
});

function starts(container: Partial<ContainerStart>, more: Partial<StartSeen["revision"]> = {}): StartSeen {
  return {
    revision: { ...revision(1, container), ...more },
    container: "web",
    framework: undefined,
    scripts: undefined,
  };
}

function start(name: string, says: Partial<ContainerStart>): ContainerStart {
  return { name, image: "myapp:v1", command: null, args: null, ...says };
}
