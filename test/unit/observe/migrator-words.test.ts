import { describe, expect, it } from "vitest";
import { migratorCallsIn } from "../../../src/observe/migrator-words.ts";

describe("a migrator in a command", () => {
  it.each([
    ["knex", ["node", "node_modules/knex/bin/cli.js", "--knexfile", "db/knexfile.js", "migrate:latest"]],
    ["knex", ["npx", "knex", "migrate:up"]],
    ["Prisma", ["npx", "prisma", "migrate", "deploy"]],
    ["Prisma without npx", ["node", "node_modules/prisma/build/index.js", "migrate", "deploy"]],
    ["Prisma", ["sh", "-c", "prisma db push --accept-data-loss && node server.js"]],
    ["sequelize-cli", ["node_modules/.bin/sequelize", "db:migrate"]],
    ["sequelize-cli", ["npx", "sequelize-cli", "db:migrate", "--env", "production"]],
    ["TypeORM", ["node", "node_modules/typeorm/cli.js", "migration:run", "-d", "dist/data-source.js"]],
    ["MikroORM", ["npx", "mikro-orm", "migration:up"]],
    ["node-pg-migrate", ["node-pg-migrate", "-m", "db", "up"]],
    ["db-migrate", ["node", "node_modules/db-migrate/bin/db-migrate", "up", "-e", "production"]],
    ["Kysely", ["kysely", "migrate", "latest"]],
    ["Drizzle", ["npx", "drizzle-kit", "migrate"]],
    ["Alembic", ["alembic", "-c", "conf/alembic.ini", "upgrade", "head"]],
    ["Alembic in a shell", ["/bin/sh", "-c", "alembic upgrade head && exec uvicorn app:app"]],
    ["Flask-Migrate", ["flask", "db", "upgrade"]],
    ["Django", ["python", "manage.py", "migrate", "--noinput"]],
    ["Django in a shell", ["sh", "-c", "python manage.py migrate --noinput; gunicorn shop.wsgi"]],
    ["Rails", ["bundle", "exec", "rails", "db:migrate"]],
    ["Rails", ["./bin/rails", "db:prepare"]],
    ["Rails with several databases", ["bin/rails", "db:migrate:primary"]],
    ["Laravel", ["php", "artisan", "migrate", "--force"]],
    ["Phinx", ["vendor/bin/phinx", "migrate", "-e", "production"]],
    ["Ecto in a release", ["/app/bin/shop", "eval", "Shop.Release.migrate()"]],
    ["Ecto", ["mix", "ecto.migrate"]],
    ["golang-migrate", ["migrate", "-path", "/migrations", "-database", "$(DATABASE_URL)", "up"]],
    ["goose", ["goose", "-dir", "db", "postgres", "$(DSN)", "up"]],
    ["dbmate", ["dbmate", "--wait", "up"]],
    ["dbmate", ["/usr/local/bin/dbmate", "migrate"]],
    ["Atlas", ["atlas", "migrate", "apply", "--env", "prod"]],
    ["sql-migrate", ["sql-migrate", "up"]],
    ["Flyway", ["flyway", "-locations=filesystem:/sql", "migrate"]],
    ["Flyway by Maven", ["mvn", "flyway:migrate"]],
    ["Liquibase", ["liquibase", "--changelog-file=db.xml", "update"]],
    ["sqlx", ["sqlx", "migrate", "run"]],
    ["diesel", ["diesel", "migration", "run"]],
    ["refinery", ["refinery", "migrate", "-e", "DATABASE_URL", "-p", "migrations"]],
    ["EF Core", ["dotnet", "ef", "database", "update"]],
    ["EF Core's bundle", ["/app/efbundle"]],
  ])("is seen: %s in %j", (_, words) => {
    expect(migratorCallsIn(words)).toMatchObject([{ byName: false }]);
  });

  it.each([
    ["a script of package.json", ["npm", "run", "migrate"]],
    ["a script of package.json", ["yarn", "db:migrate"]],
    ["a script of the project's", ["node", "dist/migrate.js"]],
    ["a script of the project's", ["/app/scripts/run-migrations.sh"]],
  ])("is supposed by its name: %s in %j", (_, words) => {
    expect(migratorCallsIn(words)).toMatchObject([{ byName: true }]);
  });

  it.each([
    [["node", "dist/server.js"]],
    [["npm", "start"]],
    [["npm", "run", "migrate:down"]],
    [["npm", "run", "check-migrations"]],
    [["npx", "prisma", "migrate", "status"]],
    [["alembic", "downgrade", "-1"]],
    [["python", "manage.py", "runserver"]],
    [["python", "manage.py", "migrate", "--check"]],
    [["./bin/rails", "server"]],
    [["bin/rails", "db:migrate:status"]],
    [["bin/rails", "db:abort_if_pending_migrations"]],
    [["php", "artisan", "migrate:status"]],
    [["php", "artisan", "serve"]],
    [["./wait-for-migrations.sh"]],
    [["goose", "status"]],
    [["dbmate", "wait"]],
    [["flyway", "info"]],
    [["startup", "--migrate-later"]],
  ])("is not seen in %j", (words) => {
    expect(migratorCallsIn(words)).toEqual([]);
  });

  it.each([
    [["migrate", "-database", "postgres://db/shop?sslmode=disable&x-statement-timeout=9", "up"]],
    [["sh", "-c", "migrate -database 'postgres://db/shop?sslmode=disable&x-statement-timeout=9' up && node ."]],
    [["sh", "-c", "migrate -database $URL up; node .; migrate -database $URL version"]],
  ])("is seen whatever address it is given, in %j", (words) => {
    expect(migratorCallsIn(words)).toMatchObject([{ quote: expect.stringMatching(/^migrate -database \S+ up$/) }]);
  });

  it("is quoted from its program to its word", () => {
    const words = ["sh", "-c", "set -e\nnode_modules/.bin/knex   migrate:latest --env production\nexec node ."];
    expect(migratorCallsIn(words)).toEqual([{ quote: "knex migrate:latest", mayFail: false, byName: false }]);
  });

  it("is found behind a script that only may be one", () => {
    const calls = migratorCallsIn(["sh", "-c", "node migrate.js && alembic upgrade head"]);
    expect(calls.map(({ quote, byName }) => [quote, byName])).toEqual([
      ["node migrate.js", true],
      ["alembic upgrade", false],
    ]);
  });

  it.each([
    ["knex migrate:latest || true; node .", true],
    ["knex migrate:latest || echo failed", true],
    ["knex migrate:latest; node .", true],
    ["knex migrate:latest\nnode .", true],
    ["knex migrate:latest | tee log && node .", true],
    ["knex migrate:latest & node .", true],
    ["knex migrate:latest", false],
    ["knex migrate:latest;", false],
    ["knex migrate:latest && node .", false],
    ["knex migrate:latest || exit 1; node .", false],
    ["knex migrate:latest || (echo failed; exit 2)", false],
    ["set -e; knex migrate:latest; node .", false],
    ["if ! knex migrate:latest; then exit 1; fi; node .", false],
    ["until knex migrate:latest; do sleep 1; done; node .", false],
    ["knex migrate:latest; if [ $? -ne 0 ]; then exit 1; fi; node .", false],
    ["set -eo pipefail; knex migrate:latest | tee log; node .", false],
    [`knex migrate:latest || echo "failed; going on"; node .`, true],
    ["knex migrate:latest || exit; node .", false],
    ["knex migrate:latest || sleep infinity; node .", false],
    ["knex migrate:latest || { echo failed; false; }; node .", false],
    ["knex migrate:latest | grep -q done && node .", false],
    ["knex migrate:latest | tee log | grep -q done && node .", false],
    ["knex migrate:latest & wait %1; node .", false],
    ["knex migrate:latest & sleep 9; kill -0 $! && node .", false],
    ["set -o errexit; knex migrate:latest; node .", false],
    ["trap 'exit 1' ERR; knex migrate:latest; node .", false],
    ["knex migrate:latest || true; ;", false],
  ])("lets the shell go on after it failed, in %j: %s", (text, mayFail) => {
    expect(migratorCallsIn(["sh", "-c", text]).map((call) => call.mayFail)).toEqual([mayFail]);
  });

  it("lets the shell stop where one of two calls does", () => {
    const words = ["sh", "-c", "knex migrate:latest; su app -c 'knex migrate:latest && node .'"];
    expect(migratorCallsIn(words)).toEqual([{ quote: "knex migrate:latest", mayFail: false, byName: false }]);
  });

  it.each([
    ["of another shell that is told to stop", ["bash", "-euo", "pipefail", "-c", "knex migrate:latest; node ."], false],
    ["behind programs that start the shell", ["tini", "--", "/bin/sh", "-c", "knex migrate:latest; node ."], true],
    ["of no shell", ["knex", "migrate:latest", ";", "node", "."], false],
    ["that the text gets as arguments", ["sh", "-c", `"$@"; node .`, "sh", "knex", "migrate:latest"], false],
  ])("lets the shell go on or not by the words %s", (_, words, mayFail) => {
    expect(migratorCallsIn(words)).toEqual([{ quote: "knex migrate:latest", mayFail, byName: false }]);
  });
});
