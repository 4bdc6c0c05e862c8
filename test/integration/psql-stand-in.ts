// Does with queries what `psql -A -t -v ON_ERROR_STOP=1` does, for machines without it: PG* variables say where and
// who, queries come from standard input, `:'mark'` is a variable, the first column of each row is printed.
import { readFileSync } from "node:fs";
import pg from "pg";

const mark = process.argv.find((word) => word.startsWith("mark="))?.slice("mark=".length) ?? "";
const queries = readFileSync(0, "utf8").replaceAll(":'mark'", `'${mark.replaceAll("'", "''")}'`);
const client = new pg.Client();
try {
  await client.connect();
  for (const query of queries.split(/;\n/)) {
    const { rows } = await client.query({ text: query, rowMode: "array" });
    for (const [first] of rows) process.stdout.write(`${first}\n`);
  }
} catch (error) {
  process.stdout.write(`ERROR: ${String(error)}\n`);
  process.exitCode = 3;
} finally {
  await client.end();
}
