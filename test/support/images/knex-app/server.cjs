// The application's only work is the query in reads.sql: healthy as long as the database answers it.
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { join } = require("node:path");
const knex = require("knex");

const reads = readFileSync(join(__dirname, "reads.sql"), "utf8");
const database = knex({ ...require("./knexfile.js"), pool: { min: 0, max: 2 }, acquireConnectionTimeout: 5000 });

const server = createServer((request, response) => {
  if (request.url !== "/healthz") {
    response.writeHead(404).end();
    return;
  }
  database.raw(reads).then(
    () => response.writeHead(200).end("ok\n"),
    (error) => {
      console.error(error.message);
      response.writeHead(500).end(`${error.message}\n`);
    },
  );
});

server.listen(8080, () => console.log("listening on 8080"));
// The first process of a container has no default reaction to signals.
process.on("SIGTERM", () => process.exit(0));
