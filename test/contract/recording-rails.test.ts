import type { DatabaseServer } from "../support/databases.ts";
// What Rails is recorded to say to a database, against what the real one does to it.
import type { Doubtful } from "./recording.contract.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
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

describe.each([
  ["PostgreSQL", startPostgres],
  ["MariaDB", startMariaDb],
])("on %s", (_, start) => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(rails, () => server, DOUBTFUL);
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
