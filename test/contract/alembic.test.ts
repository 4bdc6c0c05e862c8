// What only alembic has: branches, merges, revisions that depend on other branches, and files that do not load.
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { alembicLedgerProbe } from "../../src/migrators/alembic/ledger-probe.ts";
import { startPostgres } from "../support/databases.ts";
import { knownTo, ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { revertByCommand } from "./reverting.ts";
import { alembic } from "./tools/alembic.ts";
import { debianPackages } from "./tools/installed.ts";

describe("alembic", () => {
  let server: DatabaseServer;
  let project: Project;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterEach(() => project.remove());

  afterAll(async () => server.stop());

  const withGraph = async (...revisions: readonly string[]): Promise<void> => {
    project = await createProject(alembic, server);
    for (const text of revisions) project.write(...fileOf(text));
    await project.apply();
  };

  it.each([
    ["two branches from one revision", ["aa", "bb<aa", "cc<aa"]],
    ["two bases", ["aa", "bb<aa", "cc", "dd<cc"]],
    ["a merge", ["aa", "bb<aa", "cc<aa", "dd<bb,cc", "ee<dd"]],
    ["a merge of a branch with its own middle", ["aa", "bb<aa", "cc<bb", "dd<cc", "ee<bb", "ff<ee,dd"]],
    ["a revision that depends on another branch", ["aa", "bb<aa", "cc", "dd<cc+bb", "ee<dd"]],
    ["a base that depends on another branch", ["aa", "bb<aa", "cc+aa", "dd<cc"]],
    ["a merge of two bases", ["aa", "bb", "cc<aa,bb"]],
  ])("takes back one revision after the other of %s", async (_, revisions) => {
    await withGraph(...revisions);
    const names = namesIn(await ledgerOf(project));
    expect(names.toSorted()).toEqual(revisions.map((text) => fileOf(text)[0].slice(0, 2)).toSorted());
    const seen = [names];
    for (const name of names.toReversed()) {
      await revertByCommand(project, name);
      seen.push(namesIn(await ledgerOf(project)));
    }
    expect(seen).toEqual(names.map((_name, gone) => names.slice(0, names.length - gone)).concat([[]]));
  });

  it("reads the files alone when one of them does not load without the application", async () => {
    await withGraph("aa", "bb<aa", "cc<aa", "dd<bb,cc");
    const before = await knownTo(project);
    project.write("aa_x.py", `import os\nSECRET = os.environ["SECRET_OF_THE_APPLICATION"]\n${fileOf("aa")[1]}`);
    const listing = project.migrator.listing(project.settings);
    const { output } = await project.run(listing.command);
    expect(project.migrator.knownFrom(listing.parse(output).files)).toEqual(before);
  });

  it("finds the table that env.py names", async () => {
    project = await createProject(alembic, server);
    const env = 'from alembic import context\ncontext.configure(version_table="ledger", version_table_schema="app")\n';
    writeFileSync(join(project.directory, "migrations/env.py"), env);
    const listing = project.migrator.listing(project.settings);
    const { output } = await project.run(listing.command);
    expect(listing.parse(output).settings).toEqual({ table: "app.ledger" });
  });

  it.each([
    ["one that awaits its connection", ASYNCHRONOUS],
    ["one that begins a transaction of its own", BEGINNING],
  ])("reads the ledger in the image by whatever env.py connects with: %s", async (_, env) => {
    debianPackages("python3-asyncpg");
    await withGraph("aa", "bb<aa");
    writeFileSync(join(project.directory, "migrations/env.py"), env);
    const probe = alembicLedgerProbe(project.settings, await knownTo(project));
    const { output } = await project.run(probe.command);
    expect(namesIn(probe.parse(output).ledger)).toEqual(["aa", "bb"]);
  });

  it.each([
    ["migrates several databases", `${READING}\n${READING}`, /its env\.py migrates 2 databases/],
    ["connects nowhere", "from alembic import context", /its env\.py opens no connection/],
    ["does not load", 'raise ValueError("no SECRET_KEY")', /no SECRET_KEY/],
  ])("does not read the ledger in the image where env.py %s", async (_, env, said) => {
    await withGraph("aa");
    writeFileSync(join(project.directory, "migrations/env.py"), env);
    const probe = alembicLedgerProbe(project.settings, await knownTo(project));
    const { output } = await project.run(probe.command);
    expect(() => probe.parse(output)).toThrow(
      expect.objectContaining({ trouble: expect.objectContaining({ facts: [expect.stringMatching(said)] }) }),
    );
  });

  it("makes no table in the image where there is none yet", async () => {
    project = await createProject(alembic, server);
    project.write(...fileOf("aa"));
    const probe = alembicLedgerProbe(project.settings, await knownTo(project));
    const { output } = await project.run(probe.command);
    expect(() => probe.parse(output)).toThrow("there is no table alembic_version");
    await expect(project.ask(async (database) => database.columns(["alembic_version"]))).resolves.toEqual(new Map());
  });

  it.each([
    ["no Python", "broken.py", "def (", /broken\.py is no Python that this image understands/],
    ["a revision twice", "again.py", 'revision = "aa"\ndown_revision = None\n', /are both recorded as aa/],
    [
      "one that rests on nothing known",
      "lost.py",
      'revision = "ll"\ndown_revision = "gone"\n',
      /lost\.py rests on gone/,
    ],
    ["one that is none", "tool.py", "print('no migration')", /tool\.py declares no revision/],
    ["an identifier that it refuses", "bad.py", 'revision = "b-d"\ndown_revision = None\n', /a character that alembic/],
  ])("says which file it is when there is %s", async (_, file, text, said) => {
    await withGraph("aa");
    project.write(file, text);
    await expect(knownTo(project)).rejects.toThrow(said);
  });

  it("believes alembic itself when it says that a revision is there twice", async () => {
    await withGraph("aa");
    project.write("again.py", 'revision = "aa"\ndown_revision = None\n');
    const listing = project.migrator.listing(project.settings);
    const { output } = await project.run(listing.command);
    expect(() => listing.parse(output)).toThrow("Revision aa is present more than once");
  });

  it("understands a byte order mark, Windows line ends, annotations, and leaves other files out", async () => {
    await withGraph("aa");
    project.write("bb_x.py", `\uFEFF${fileOf("bb<aa")[1].replaceAll("\n", "\r\n")}`);
    project.write(
      "cc_x.py",
      'from typing import Union\nrevision: str = "cc"\ndown_revision: Union[str, None] = "bb"\n',
    );
    project.write("notes.txt", "revision = 'no'");
    project.write("__init__.py", "");
    expect((await knownTo(project)).map(({ name, down }) => [name, down.kind])).toEqual([
      ["aa", "code"],
      ["bb", "code"],
      ["cc", "absent"],
    ]);
  });

  it("lists ten thousand revisions", async () => {
    project = await createProject(alembic, server);
    const name = (at: number): string => `r${String(at).padStart(5, "0")}`;
    project.write(...fileOf(name(0)));
    for (let at = 1; at < 10_000; at += 1) project.write(...fileOf(`${name(at)}<${name(at - 1)}`));
    const known = await knownTo(project);
    expect([known.length, known.at(-1)?.name, known.at(-1)?.previous]).toEqual([10_000, name(9999), name(9998)]);
  });

  it("takes a merge for what it is: it has nothing to take back but its row", async () => {
    project = await createProject(alembic, server);
    for (const text of ["aa", "bb<aa", "cc<aa"]) project.write(...fileOf(text));
    project.write(...fileOf("dd<bb,cc", "pass"));
    project.write(...fileOf("ee<dd", "pass"));
    expect((await knownTo(project)).map(({ name, down }) => `${name} ${down.kind}`).slice(3)).toEqual([
      "dd code",
      "ee absent",
    ]);
  });

  it.each([
    ["raise NotImplementedError('there is no way back')", "refused"],
    ["pass", "absent"],
    ['"""Nothing."""', "absent"],
    ["return", "absent"],
    ["...", "absent"],
    ["op.execute('select 2')", "code"],
  ])("judges the down %j as %s", async (down, kind) => {
    project = await createProject(alembic, server);
    project.write("aa_x.py", fileOf("aa", down)[1]);
    expect((await knownTo(project)).map((known) => known.down.kind)).toEqual([kind]);
  });
});

const READING = `import os
from alembic import context
from sqlalchemy import create_engine
with create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+psycopg2://")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`;

const BEGINNING = READING.replace("connect()", "begin()");

/** As `alembic init --template async` writes it. */
const ASYNCHRONOUS = `import asyncio, os
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine
def run(connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
async def connect():
    engine = create_async_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+asyncpg://"))
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()
asyncio.run(connect())
`;

/** `cc<aa,bb+dd` is revision cc after aa and bb, which depends on dd. */
function fileOf(text: string, down = "op.execute('select 1')"): readonly [string, string] {
  const [, name = "", downs, depends] = /^(\w+)(?:<([\w,]+))?(?:\+(\w+))?$/.exec(text) ?? [];
  const revision = [`revision = "${name}"`, `down_revision = ${tupleOf(downs)}`, `depends_on = ${tupleOf(depends)}`];
  return [
    `${name}_x.py`,
    `from alembic import op\n${revision.join("\n")}\ndef upgrade():\n    pass\ndef downgrade():\n    ${down}\n`,
  ];
}

function tupleOf(names: string | undefined): string {
  if (names === undefined) return "None";
  return names.includes(",") ? JSON.stringify(names.split(",")).replace("[", "(").replace("]", ")") : `"${names}"`;
}
