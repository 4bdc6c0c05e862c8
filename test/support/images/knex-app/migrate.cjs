const knex = require("knex");

async function migrate() {
  const database = knex(require("./knexfile.js"));
  try {
    const [batch, names] = await database.migrate.latest();
    console.log(`batch ${batch}: ${names.length === 0 ? "nothing to do" : names.join(", ")}`);
  } finally {
    await database.destroy();
  }
}

migrate().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
