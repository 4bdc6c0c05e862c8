import type { StartFile, StartFiles } from "../../../src/model/start-files.ts";
import type { ContainerMount, ContainerStart, HookJob } from "../../../src/model/workload.ts";
import type { StartSeen } from "../../../src/observe/at-start.ts";
import { describe, expect, it } from "vitest";
import { known, undetermined } from "../../../src/model/evidence.ts";
import { atStartOf, hookMigrations, needsLook } from "../../../src/observe/at-start.ts";
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

describe("the scripts that a look into the image found", () => {
  it.each([
    [
      "knex migrate:latest && node .",
      "runs",
      `container web, script "start" of package.json runs "knex migrate:latest"`,
    ],
    [
      "knex migrate:latest || true; node .",
      "runs-and-goes-on",
      `container web, script "start" of package.json runs "knex migrate:latest"`,
    ],
    [
      "node .",
      "does-not-run",
      `no migrator in container web: "npm start", read in the image: package.json; what "node ." does itself was not looked at`,
    ],
  ])("tell whether %s migrates", (text, value, detail) => {
    const look = looked({ "package.json": JSON.stringify({ scripts: { start: text } }) });
    expect(atStartOf({ ...starts({ command: ["npm", "start"] }), look })).toEqual(known(value, "image", detail));
  });

  it("tell it of an init container of the same image", () => {
    const migrate = start("migrate", { image: "myapp:v1", command: ["/app/migrate.sh"] });
    const seen = starts({ command: ["node", "."] }, { initContainers: [migrate] });
    expect(needsLook(seen)).toBe(true);
    const look = looked({ "/app/migrate.sh": "#!/bin/sh\nset -e\nalembic upgrade head\n" });
    expect(atStartOf({ ...seen, look })).toEqual(
      known("runs", "image", `init container migrate, /app/migrate.sh line 3 runs "alembic upgrade"`),
    );
  });

  it.each<[string, Partial<ContainerStart>]>([
    ["another image", { image: "other:v1" }],
    ["another working directory", { workingDir: "/srv" }],
  ])("tell nothing of an init container of %s", (_, other) => {
    const migrate = start("migrate", { image: "myapp:v1", command: ["/app/prepare.sh"], ...other });
    const seen = starts({ command: ["node", "."] }, { initContainers: [migrate] });
    expect(needsLook(seen)).toBe(false);
    expect(atStartOf({ ...seen, look: looked({ "/app/prepare.sh": "echo\n" }) })).toMatchObject({
      known: false,
      because: `init container migrate starts with "/app/prepare.sh", whose text is not in the template`,
    });
  });

  it.each<[string, ContainerMount]>([
    ["that the look did not have", { path: "/scripts", from: "disk/", isSeen: false }],
    ["of its own", { path: "/scripts", from: "scripts/", isSeen: true }],
  ])("tell nothing where an init container has a volume %s", (_, mount) => {
    const migrate = start("migrate", { image: "myapp:v1", command: ["/scripts/run.sh"], mounts: [mount] });
    const seen = starts({ command: ["node", "."] }, { initContainers: [migrate] });
    expect(atStartOf({ ...seen, look: looked({ "/scripts/run.sh": "echo\n" }) })).toMatchObject({
      because: `init container migrate starts "/scripts/run.sh", which lies in a volume that the look did not have`,
    });
  });

  it("tell it in a volume that the look had as well", () => {
    const mounts = [{ path: "/scripts", from: "scripts/", isSeen: true }];
    const seen = starts({ command: ["/scripts/run.sh"], mounts });
    expect(atStartOf({ ...seen, look: looked({ "/scripts/run.sh": "exec node .\n" }) })).toMatchObject({
      value: "does-not-run",
    });
  });

  it("never tell that an image's own entrypoint does not migrate, but show what may be it", () => {
    const look = looked({ "docker-entrypoint.sh": `#!/bin/sh\nexec "$@"\n` });
    expect(atStartOf({ ...starts({ args: ["node", "server.js"] }), look })).toEqual(
      undetermined("container web starts with its image's own entrypoint, which is not in the template", [
        `container web: "node server.js"`,
        "found in the image, perhaps what it starts with: docker-entrypoint.sh, without a migrator",
      ]),
    );
  });

  it("quote the migrator in what may be the entrypoint, and leave it undetermined", () => {
    const look = looked({ "/entrypoint.sh": `#!/bin/sh\nnpx knex migrate:latest\nexec "$@"\n` });
    expect(atStartOf({ ...starts({}), look })).toEqual(
      undetermined(
        `container web starts with its image's own command, which is not in the template; in the image, /entrypoint.sh line 2 runs "knex migrate:latest"`,
        [
          "container web: no command in the template",
          `found in the image, perhaps what it starts with: /entrypoint.sh line 2 runs "knex migrate:latest"`,
        ],
      ),
    );
  });

  it("say where nothing was found", () => {
    expect(atStartOf({ ...starts({}), look: looked({}) })).toMatchObject({
      tried: ["container web: no command in the template", "no script was found where images usually keep theirs"],
    });
  });

  it("see what the arguments for an unknown entrypoint run", () => {
    const look = looked({ "package.json": `{"scripts":{"start":"knex migrate:latest && node ."}}` });
    expect(atStartOf({ ...starts({ args: ["npm", "start"] }), look })).toMatchObject({ value: "runs", from: "image" });
  });

  it("are among what was tried where there was no look", () => {
    const look = undetermined<StartFiles>("not looked at", ["no shell"]);
    expect(atStartOf({ ...starts({ command: ["/app/start.sh"] }), look })).toMatchObject({
      because: `container web starts with "/app/start.sh", whose text is not in the template`,
      tried: [`container web: "/app/start.sh"`, "scripts in the returning image: not looked at", "no shell"],
    });
  });
});

describe("a look into the image", () => {
  it.each<[string, Partial<ContainerStart>, boolean]>([
    ["a server", { command: ["node", "server.js"] }, false],
    ["a server in a shell", { command: ["sh", "-c", "exec gunicorn shop.wsgi"] }, false],
    ["a migrator", { command: ["sh", "-c", "knex migrate:latest && ./start.sh"] }, false],
    ["a script", { command: ["/app/start.sh"] }, true],
    ["a program that may be a script", { command: ["/app/start"] }, true],
    ["a script of package.json", { command: ["npm", "start"] }, true],
    ["the image's own entrypoint", { args: ["node", "server.js"] }, true],
  ])("is needed or not where the container starts with %s", (_, container, expected) => {
    expect(needsLook(starts(container))).toBe(expected);
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
    look: undefined,
  };
}

function looked(texts: Readonly<Record<string, string>>): StartSeen["look"] {
  const files = Object.entries(texts).map(([path, text]): StartFile => {
    return { word: path, by: "path", path, holds: { kind: "text", text } };
  });
  return known({ directory: "/app", files }, "image", "a look");
}

function start(name: string, says: Partial<ContainerStart>): ContainerStart {
  return { name, image: "myapp:v1", command: null, args: null, ...says };
}
