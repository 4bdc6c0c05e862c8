import type { FileContent, StartFile } from "../../src/model/start-files.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFiles } from "../../src/migrators/start-files.ts";
import { follow } from "../../src/observe/starts/follow.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
});

afterEach(() => image.remove());

describe("the scripts that start an image", () => {
  it("are read with those that they name, wherever they are named", () => {
    image.put(
      "start.sh",
      `#!/bin/sh\nset -e\n. "./lib/env"; if ./bin/ready; then \`bash tools.sh\`; fi\nexec npm start\n`,
    );
    image.put("lib/env", "#!/bin/sh\nexport A=$B\n");
    image.put("bin/ready", "#!/usr/bin/env bash\ntrue");
    image.put("tools.sh", "echo\r\n");
    image.put("unnamed.sh", "echo never\n");
    image.put("package.json", `{ "scripts": { "start": "./serve.sh" } }`);
    image.put("serve.sh", "exec node .\n");
    expect(textsIn(look(["./start.sh"], ["package.json"]))).toEqual({
      "./start.sh": `#!/bin/sh\nset -e\n. "./lib/env"; if ./bin/ready; then \`bash tools.sh\`; fi\nexec npm start`,
      "./lib/env": "#!/bin/sh\nexport A=$B",
      "./bin/ready": "#!/usr/bin/env bash\ntrue",
      "tools.sh": "echo\r",
      "package.json": `{ "scripts": { "start": "./serve.sh" } }`,
      "./serve.sh": "exec node .",
    });
  });

  it("are told from programs and from all else", () => {
    image.put("run", "#!/usr/bin/env node\n");
    image.put("binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0x0a]));
    image.put("server.js", "require('http')\n");
    image.put("settings", "# of the application\nA=1\nexport B='two words'\n\n");
    image.put("trick", "A=1\nB=2 knex migrate:latest\n");
    image.put("path", "PATH=/elsewhere\n");
    expect(kindsIn(look(["./run", "./binary", "./server.js", "./settings", "./trick", "./path"]))).toEqual({
      "./run": "program",
      "./binary": "program",
      "./server.js": "unread",
      "./settings": "variables",
      "./trick": "unread",
      "./path": "unread",
    });
  });

  it("are found by their names as a shell would", () => {
    image.put("node_modules/.bin/next", "#!/bin/sh\n");
    image.put("sh", "#!/bin/sh\n");
    const files = look(["next", "sh", "no-such-program"]);
    expect(files.map(({ word, by, holds }) => [word, by, holds.kind])).toEqual([
      ["next", "node_modules", "program"],
      ["sh", "path", "text"],
      ["sh", "PATH", "program"],
    ]);
  });

  it("are looked for in further places, of which some are patterns", () => {
    image.put("docker-entrypoint.sh", "echo\n");
    image.put("entry.d/1.sh", "echo\n");
    image.put("entry.d/2.txt", "echo\n");
    const files = look([], ["docker-entrypoint.sh", "entry.d/*.sh", "gone/*.sh"]);
    expect(files.map(({ word }) => word)).toEqual(["docker-entrypoint.sh", "entry.d/1.sh"]);
  });

  it("are printed without the values of variables", () => {
    image.put("start.sh", `DB_PASSWORD=hunter2\nexport TOKEN="hunter2"\nX=$Y\nA=b psql\n`);
    expect(textsIn(look(["./start.sh"]))["./start.sh"]).toBe("DB_PASSWORD=\nTOKEN=\nX=$Y\nA=b psql");
  });

  it("are left out where they are too long, and where they are too many", () => {
    image.put("long.sh", "echo\n".repeat(20_000));
    image.put("wide.sh", `echo ${"x".repeat(9000)}\n`);
    const many = Array.from({ length: 60 }, (_, index) => `./n${index}.sh`);
    for (const name of many) image.put(name, "echo\n");
    const files = look(["./long.sh", "./wide.sh", ...many]);
    expect(kindsIn(files)).toMatchObject({
      "./long.sh": "unread",
      "./wide.sh": "unread",
      "./n0.sh": "text",
      "./n59.sh": "unread",
    });
    expect(files.filter(({ holds }) => holds.kind === "text")).toHaveLength(50);
  });

  it("are read in one look as the container's command needs them", () => {
    image.put("start.sh", `#!/bin/sh\n./wait.sh\nif [ "$MIGRATE" ]; then npm run db; fi\nexec "$@"\n`);
    image.put("wait.sh", `#!/bin/sh\nuntil nc -z db 5432; do sleep 1; done\n`);
    image.put("package.json", JSON.stringify({ scripts: { db: "knex migrate:latest" } }, undefined, 2));
    for (const script of ["start.sh", "wait.sh"]) chmodSync(join(image.path, script), 0o755);
    const words = ["./start.sh", "node", "server.js"];
    const found = image.look(startFiles(words, ["package.json"]));
    expect(follow({ container: "container web", words, elsewhere: [] }, found)).toMatchObject({
      calls: [{ label: `container web, script "db" of package.json`, quote: "knex migrate:latest" }],
      unseen: [],
      read: ["./start.sh", "./wait.sh", "package.json"],
      programs: [`"node server.js"`],
    });
  });
});

function look(words: readonly string[], places: readonly string[] = []): readonly StartFile[] {
  const programs = new Set(["node", "npm", "bash", "echo", "psql", "true", "nc", "sleep", "test", "require"]);
  return image.look(startFiles(words, places)).files.filter(({ by, word }) => by !== "PATH" || !programs.has(word));
}

function textsIn(files: readonly StartFile[]): Readonly<Record<string, string>> {
  const texts = files.flatMap(({ path, holds }) => (holds.kind === "text" ? [[path, holds.text] as const] : []));
  return Object.fromEntries(texts);
}

function kindsIn(files: readonly StartFile[]): Readonly<Record<string, FileContent["kind"]>> {
  return Object.fromEntries(files.map(({ word, holds }) => [word, holds.kind]));
}
