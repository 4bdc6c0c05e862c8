// What lies in migrations directories that should not, as the listings see it: real files, real runtimes.
import type { Down } from "../../src/model/migration.ts";
import type { ImageListing } from "../../src/ports/image.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
});

afterEach(() => image.remove());

const EMPTY = "exports.up = () => {}; exports.down = () => {};";

const HERE = { migrationsDir: "db", variables: {} };

describe("a migrations directory with other files in it", () => {
  it.each<[keyof typeof migrators, readonly string[], readonly string[]]>([
    ["knex", ["1_a.js", "2_b.cjs"], ["README.md", ".gitkeep", "1_a.js.map", "1_a.js~", ".1_a.js.swp", "seed.sql"]],
    ["sequelize", ["1-a.js"], ["README.md", ".eslintrc.js", "1-a.js.map", "1-a.d.ts", "data.json"]],
    ["node-pg-migrate", ["1_a.js", "2_b.sql"], ["README.md", ".eslintrc.js", "1_a.d.ts", "1_a.js.map", "notes.txt"]],
    ["kysely", ["1_a.js"], ["README.md", "1_a.d.ts", "1_a.js.map"]],
    ["dbmate", ["1_a.sql"], ["README.md", "a.sql", "1_a.sql.bak", ".2_b.sql", "1_a.txt"]],
  ])("is listed without them: %s", (tool, migrations, others) => {
    for (const name of [...migrations, ...others]) image.put(`db/${name}`, EMPTY);
    image.put("db/inner/9_inner.txt", "");
    image.put("db/9_directory.sql/9_inner.txt", "");
    expect(filesOf(tool)).toEqual(migrations);
  });
});

describe("a file name that is no UTF-8", () => {
  it.each<[keyof typeof migrators, string]>([
    ["sequelize", ".js"],
    ["node-pg-migrate", ".js"],
  ])("is said, and the list is not told without it: %s", (tool, extension) => {
    image.put("db/1_a.js", EMPTY);
    putBytes("db/2_caf", extension, EMPTY);
    expect(() => look(tool)).toThrow("2_caf\uFFFD.js is no valid UTF-8");
  });

  it("is a replacement character in what knex' listing tells, which no ledger has", () => {
    putBytes("db/2_caf", ".js", EMPTY);
    expect(filesOf("knex")).toEqual(["2_caf\uFFFD.js"]);
  });

  it("does not matter to dbmate, which records the number", () => {
    putBytes("db/2_caf", ".sql", "-- migrate:up\n-- migrate:down\nselect 1;\n");
    expect(filesOf("dbmate")).toEqual(["2_caf\uFFFD.sql"]);
  });
});

describe("line endings and byte order marks", () => {
  it.each([
    ["Windows' line ends", "-- migrate:up\r\nselect 1;\r\n-- migrate:down\r\nselect 2;\r\n", "select 2;\r\n"],
    ["mixed line ends", "-- migrate:up\r\nselect 1;\n-- migrate:down\nselect 2;\r\n", "select 2;\r\n"],
  ])("leave dbmate's parts where they are: %s", (_, text, down) => {
    image.put("db/1_a.sql", text);
    expect(downsOf("dbmate")).toEqual([{ kind: "sql", text: down, transaction: true }]);
  });

  it("make dbmate refuse a file that begins with a mark, so that its down is absent", () => {
    image.put("db/1_a.sql", "\uFEFF-- migrate:up\n-- migrate:down\nselect 2;\n");
    expect(downsOf("dbmate")).toMatchObject([{ kind: "absent" }]);
  });

  it("do not get into the SQL of a down that a team wrote", () => {
    image.put("db/1_a/migration.sql", "\uFEFFselect 1;\r\n");
    image.put("db/1_a/down.sql", "\uFEFFdrop table a;\r\n");
    expect(migrators.prisma.knownFrom(look("prisma").files)).toMatchObject([
      { name: "1_a", down: { kind: "sql", text: "drop table a;\r\n" } },
    ]);
  });

  it("do not keep Python files from being read", () => {
    image.put(
      "db/a.py",
      "\uFEFFrevision = 'aa'\r\ndown_revision = None\r\ndef downgrade():\r\n    op.drop_table('a')\r\n",
    );
    expect(migrators.alembic.knownFrom(look("alembic").files)).toMatchObject([{ name: "aa", down: { kind: "code" } }]);
  });
});

describe("revisions of alembic that make no sense", () => {
  it.each([
    ["no identifier", "down_revision = None", "declares no revision, so that alembic refuses it"],
    ["an identifier that is no text", "revision = 42\ndown_revision = None", "declares no revision"],
    [
      "a character that alembic refuses",
      "revision = 'a-b'\ndown_revision = None",
      "has a character that alembic refuses",
    ],
    ["an identifier that is computed", "revision = name()\ndown_revision = None", "is not written plainly"],
    ["a parent that is not there", "revision = 'bb'\ndown_revision = 'zz'", "rests on zz, which is no revision"],
    ["an identifier that another one has", "revision = 'aa'\ndown_revision = None", "are both recorded as aa"],
    ["bytes that are no text", "revision = 'b\u0000b'", "is no Python that this image understands"],
    ["syntax that is none", "revision = 'bb\ndown_revision = None", "is no Python that this image understands"],
  ])("are said, and the list is not told without them: %s", (_, text, message) => {
    image.put("db/a.py", "revision = 'aa'\ndown_revision = None\ndef downgrade():\n    op.drop_table('a')\n");
    image.put("db/b.py", `${text}\ndef downgrade():\n    pass\n`);
    expect(() => look("alembic")).toThrow(message);
  });
});

describe("a journal of Drizzle's", () => {
  it("that names a file which is not there is said", () => {
    image.put("db/meta/_journal.json", JSON.stringify({ entries: [{ tag: "0000_a" }, { tag: "0001_b" }] }));
    image.put("db/0000_a.sql", "select 1;");
    expect(() => look("drizzle")).toThrow("the journal names 0001_b.sql, which is not there");
  });
});

describe("ten thousand migrations", () => {
  it.each<[keyof typeof migrators, string, string]>([
    ["knex", ".js", EMPTY],
    ["dbmate", ".sql", `-- migrate:up\n${"select 1;\n".repeat(20)}-- migrate:down\nselect 2;\n`],
  ])(
    "are all listed: %s",
    (tool, extension, text) => {
      const names = Array.from(
        { length: 10_000 },
        (_, at) => `2024${String(at).padStart(10, "0")}_change_${at}${extension}`,
      );
      for (const name of names) image.put(`db/${name}`, text);
      expect(filesOf(tool)).toEqual(names);
    },
    120_000,
  );
});

function look(tool: keyof typeof migrators): ImageListing {
  return image.look(migrators[tool].listing(HERE));
}

function filesOf(tool: keyof typeof migrators): readonly string[] {
  return migrators[tool].knownFrom(look(tool).files).map(({ file }) => file);
}

function downsOf(tool: keyof typeof migrators): readonly Down[] {
  return migrators[tool].knownFrom(look(tool).files).map(({ down }) => down);
}

/** A name with the byte of `é` in Latin-1 before its extension. */
function putBytes(beginning: string, extension: string, text: string): void {
  image.put(`${beginning}.keep`, "");
  const path = [join(image.path, beginning), extension].map((part) => Buffer.from(part));
  writeFileSync(Buffer.concat([path[0] ?? Buffer.alloc(0), Buffer.from([0xe9]), path[1] ?? Buffer.alloc(0)]), text);
}
