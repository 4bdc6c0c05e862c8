import type { SqlSeen } from "../../src/model/migration-sql.ts";
import type { DatabaseHome } from "../support/databases.ts";
// What Django and alembic are recorded to say to a database, against what the real ones do to it.
import type { Doubtful } from "./recording.contract.ts";
import type { RealTool } from "./tools/tool.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { createProject } from "./project.ts";
import { describeRecording, sidesOf } from "./recording.contract.ts";
import { alembic } from "./tools/alembic.ts";
import { django } from "./tools/django.ts";

const FIRST = "insert into tried values (1)";

const SECOND = "insert into no_such_table values (1)";

const DJANGO_FAILS = `migrations.RunSQL("${FIRST}"), migrations.RunSQL("${SECOND}")`;

const DJANGO: Doubtful = {
  asks: djangoMigration(`migrations.RemoveField("Order", "user")`),
  opens: djangoMigration(`Opens("select 1")`),
  fails: {
    "as it is": djangoMigration(DJANGO_FAILS),
    "by its own wish": djangoMigration(DJANGO_FAILS, "atomic = False"),
  },
};

const ALEMBIC: Doubtful = {
  asks: revision(`for row in op.get_bind().execute(sa.text("select id from users")): op.drop_table("t%s" % row[0])`),
  opens: revision(`import urllib.request; urllib.request.urlopen("http://127.0.0.1:1")`),
  fails: { "as it is": revision(`op.execute("${FIRST}"); op.execute("${SECOND}")`) },
};

const ON_SERVERS = { django: DJANGO, alembic: ALEMBIC };

const REFUSED = { refusedAs: /^it opens a database by itself/ };

/** Alembic makes a table anew from what it reads of it; whether what it does there is one transaction is not told. */
const ON_FILES = {
  django: {
    ...DJANGO,
    ...REFUSED,
    opens: djangoMigration(`OpensFile("select 1")`),
    asks: djangoMigration(`Asks("select 1")`),
  },
  alembic: {
    ...REFUSED,
    asks: revision(`op.get_bind().execute(sa.text("select id from users")).first()`),
    opens: revision(`import sqlite3; sqlite3.connect("made.db")`),
    fails: {},
  },
};

describe.each([
  ["PostgreSQL", startPostgres, ON_SERVERS],
  ["MariaDB", startMariaDb, ON_SERVERS],
  ["SQLite", makeSqliteFiles, ON_FILES],
])("on %s", (_, start, doubtful) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(django, () => server, doubtful.django);
  describeRecording(alembic, () => server, doubtful.alembic);

  it.each([
    [`migrations.RunSQL("drop view v")`, "drop view v;"],
    [`migrations.RunSQL([("update users set id = %s", [7])])`, "update users set id = 7;"],
    [`migrations.AddField("User", "note", models.CharField(max_length=9, default="it's"))`, /it''s/],
    [`migrations.RunPython(migrations.RunPython.noop, print)`, /^CREATE TABLE/],
  ])("records all of what Django says in %s", async (operation, statement) => {
    const up = await upOf(server, django, djangoMigration(operation));
    expect(up).toMatchObject({ kind: "recorded", doubts: [] });
    expect(statementsOf(up)).toContainEqual(expect.stringMatching(statement));
  });

  it.each([
    [`migrations.RunPython(lambda apps, editor: apps.get_model("shop", "User").objects.count())`, /it runs Python/],
    [`migrations.SeparateDatabaseAndState([migrations.RunPython(print)])`, /it runs Python \(print\)/],
    [`migrations.RunSQL(__import__("os").environ.get("TENANT", "select 2"))`, /it reads the variable TENANT/],
  ])("doubts what Django says in %s", async (operation, doubt) => {
    const doubts: unknown = expect.arrayContaining([expect.stringMatching(doubt)]);
    expect(await upOf(server, django, djangoMigration(operation))).toMatchObject({ doubts });
  });

  it.each([
    [`op.execute("drop view v")`, "drop view v"],
    [`op.execute(sa.text("update users set id = :id").bindparams(id=7))`, "update users set id = 7"],
    [`op.get_bind().execute(sa.text("drop view v"))`, "drop view v"],
    [
      `op.bulk_insert(sa.table("users", sa.column("id", sa.Integer)), [{"id": 7}])`,
      /^INSERT INTO users \(id\) VALUES \(7\)/,
    ],
    [`sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer)).create(op.get_bind())`, /^\s*CREATE TABLE t/],
  ])("records all of what alembic says in %s", async (code, statement) => {
    const up = await upOf(server, alembic, revision(code));
    expect(up).toMatchObject({ kind: "recorded", doubts: [] });
    expect(statementsOf(up)).toContainEqual(expect.stringMatching(statement));
  });

  it.each([
    [`if "users" in sa.inspect(op.get_bind()).get_table_names(): op.drop_table("users")`, /it (?:failed|goes by)/],
    [`op.get_bind().execute(sa.text("select 2")).scalar()`, /it goes by what the database answers \(select 2\)/],
    [`import os; op.execute(os.environ["STATEMENT"])`, /it reads the variable STATEMENT/],
    [`import os; os.system("true")`, /it starts a program/],
    [`open("made", "w")`, /it changes files/],
  ])("doubts what alembic says in %s", async (code, doubt) => {
    const doubts: unknown = expect.arrayContaining([expect.stringMatching(doubt)]);
    expect(await upOf(server, alembic, revision(code))).toMatchObject({ doubts });
  });
});

describe("a table that alembic would make anew on SQLite", () => {
  it("is a doubt, and nothing is said in its place", async () => {
    const files = await makeSqliteFiles();
    const batch = revision(
      `with op.batch_alter_table("users", recreate="always") as batch: batch.drop_column("email")`,
    );
    expect(await upOf(files, alembic, batch)).toMatchObject({
      statements: [],
      doubts: [expect.stringMatching(/batch mode with dialect sqlite requires a live database connection/)],
    });
    await files.stop();
  });
});

async function upOf(
  server: DatabaseHome,
  tool: RealTool,
  { file, text }: Doubtful["asks"],
): Promise<SqlSeen | undefined> {
  const project = await createProject(tool, server);
  project.write(file, text);
  const [side] = await sidesOf(project);
  project.remove();
  return side?.up;
}

function statementsOf(side: SqlSeen | undefined): readonly string[] {
  return side?.kind === "recorded" ? side.statements : [];
}

/** The first of an app, so that it has what it changes from one before it in the same file. */
function djangoMigration(operation: string, more = ""): Doubtful["asks"] {
  const text = `import sqlite3, urllib.request
from django.db import migrations, models
class Opens(migrations.RunSQL):
    def database_forwards(self, *words):
        urllib.request.urlopen("http://127.0.0.1:1")
class OpensFile(migrations.RunSQL):
    def database_forwards(self, *words):
        sqlite3.connect("made.db")
class Asks(migrations.RunSQL):
    def database_forwards(self, app, editor, *words):
        with editor.connection.cursor() as cursor:
            cursor.execute("select 2")
class Migration(migrations.Migration):
    ${more}
    dependencies = []
    operations = [
        migrations.CreateModel("User", [("id", models.IntegerField(primary_key=True))], {"db_table": "users"}),
        migrations.CreateModel("Order", [("user", models.OneToOneField("shop.User", models.CASCADE, primary_key=True))]),
        ${operation},
    ]
`;
  return { file: "0001_last.py", name: "shop.0001_last", text };
}

function revision(up: string): Doubtful["asks"] {
  const text = `import sqlalchemy as sa
from alembic import op
revision = "90e5b2d4c7a1"
down_revision = None
def upgrade():
    ${up}
def downgrade():
    pass
`;
  return { file: "90e5b2d4c7a1_last.py", name: "90e5b2d4c7a1", text };
}
