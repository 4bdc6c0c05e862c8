// Runs one statement and prints the rows: kubectl exec deployment/myapp -- node sql.js "select * from users"
const { Client } = require("pg");

async function main([statement]) {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const { command, fields, rowCount, rows } = await client.query(statement);
    console.log(fields.length === 0 ? `${command} ${rowCount}` : tableOf(fields, rows));
  } finally {
    await client.end();
  }
}

function tableOf(fields, rows) {
  const names = fields.map(({ name }) => name);
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
