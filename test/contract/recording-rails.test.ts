import type { DatabaseHome } from "../support/databases.ts";
// What Rails is recorded to say to a database, against what the real one does to it.
import type { Doubtful } from "./recording.contract.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { describeRecording } from "./recording.contract.ts";
import { rails } from "./tools/rails.ts";

const FAILS = `execute "insert into tried values (1)"; execute "insert into no_such_table values (1)"`;

const DOUBTFUL: Doubtful = {
  asks: migration(`drop_table :users if table_exists?(:users)`),
  opens: migration(`TCPSocket.new("127.0.0.1", 1)`),
  fails: {
    "as it is": migration(FAILS),
    "by its own wish": migration(FAILS, "disable_ddl_transaction!"),
  },
};

/** SQLite's adapter makes a table anew from what it reads of it, so the fixture's last two are said in SQL. */
const ON_FILES: Doubtful = {
  ...DOUBTFUL,
  asks: migration(`remove_column :users, :email`),
  opens: migration(`SQLite3::Database.new("made.db")`),
  refusedAs: /^it opens a database by itself/,
  instead: [
    ["20240104000000_add_email_verified", "AddEmailVerified"],
    ["20240105000000_drop_legacy_status", "DropLegacyStatus"],
  ].map(([file = "", named = ""]) => ({
    file: `${file}.rb`,
    name: file.slice(0, 14),
    text: `class ${named} < ActiveRecord::Migration[6.1]
  def up; execute "alter table users add column extra_${file.slice(15, 18)} integer"; end
  def down; execute "alter table users drop column extra_${file.slice(15, 18)}"; end
end
`,
  })),
};

describe.each([
  ["PostgreSQL", startPostgres, DOUBTFUL],
  ["MariaDB", startMariaDb, DOUBTFUL],
  ["SQLite", makeSqliteFiles, ON_FILES],
])("on %s", (_, start, doubtful) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(rails, () => server, doubtful);
});

function migration(up: string, more = ""): Doubtful["asks"] {
  const text = `class Last < ActiveRecord::Migration[6.1]
  ${more}
  def up
    ${up}
  end
end
`;
  return { file: "20240199000000_last.rb", name: "20240199000000", text };
}
