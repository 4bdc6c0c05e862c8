import type { DatabaseServer } from "../support/databases.ts";
// What Rails is recorded to say to a database, against what the real one does to it.
import type { Doubtful } from "./recording.contract.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { describeRecording } from "./recording.contract.ts";
import { rails } from "./tools/rails.ts";

const DOUBTFUL: Doubtful = {
  asks: migration(`drop_table :users if table_exists?(:users)`),
  opens: migration(`TCPSocket.new("127.0.0.1", 1)`),
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

function migration(up: string): Doubtful["asks"] {
  const text = `class Last < ActiveRecord::Migration[6.1]
  def up
    ${up}
  end
end
`;
  return { file: "20240199000000_last.rb", name: "20240199000000", text };
}
