import { commandParts } from "../model/command-parts.ts";

/** A command that would take back more than one migration, or everything. */
export interface RevertsMore {
  readonly tool: string;
  /** The part of the command that does it. */
  readonly quote: string;
  readonly does: string;
}

/** The first call in a command's text that reverts more than one migration; undefined where there is none. Pure. */
export function revertsMoreIn(text: string): RevertsMore | undefined {
  for (const part of commandParts(text)) {
    const call = part.trim().replaceAll(/\s+/g, " ");
    const found = REVERTS_MORE.find(({ pattern }) => pattern.test(call));
    if (found !== undefined) return { tool: found.tool, quote: call.slice(0, LONGEST), does: found.does };
  }
  return undefined;
}

interface Row {
  readonly tool: string;
  readonly pattern: RegExp;
  readonly does: string;
}

/** A program, by its name or a path that holds it, and words anywhere after it. */
function row(tool: string, [program, words]: readonly [string, string], does: string): Row {
  const pattern = new RegExp(String.raw`(?:^|[\s/"'=@])(?:${program})["']?\s(?:.*\s)?["']?(?:${words})(?=$|[\s"')])`);
  return { tool, pattern, does };
}

/** A variable or an option may stand before the program's own word as well as after it. */
function either(tool: string, [one, other]: readonly [string, string], does: string): Row {
  return { tool, pattern: new RegExp(`^(?=.*${one})(?=.*${other})`), does };
}

const MANY = String.raw`(?:[2-9]|[1-9]\d+)`;
const EVERY = "reverts every migration";
const BATCH = "reverts the whole last batch";
const SEVERAL = "reverts more than one migration";
const DROPS = "drops the schema with everything in it";

const KNEX = String.raw`knex\S*`;
const SEQUELIZE = String.raw`sequelize\S*`;
const TYPEORM = String.raw`typeorm\S*`;
const MIKRO_ORM = String.raw`mikro-orm\S*`;
const RAILS = "rails|rake";
const ARTISAN = "artisan";

/** golang-migrate's program has the name of other tools' words, so it must come first. */
const GOLANG_MIGRATE = String.raw`^(?:\S*sh -\w+ ["']?)?(?:exec )?(?:\S*bin/)?migrate\s(?:.*\s)?`;

/**
 * One row for each command, as the tools' own documentation has them; a stricter one comes before a looser. A target
 * that is named is left to the check of the ledger: it may be the migration before the one that goes.
 */
const REVERTS_MORE: readonly Row[] = [
  row("knex", [KNEX, "migrate:rollback (?:.* )?--all"], EVERY),
  row("knex", [KNEX, "migrate:rollback"], BATCH),
  row("Prisma", [String.raw`prisma\S*`, "migrate reset|db push (?:.* )?--force-reset"], DROPS),
  row("Sequelize", [SEQUELIZE, "db:migrate:undo:all"], EVERY),
  row("Sequelize", [SEQUELIZE, "db:drop"], DROPS),
  row("umzug", [String.raw`umzug\S*|migrat\w*\.[cm]?[jt]s`, `down (?:.* )?--(?:to|step)[ =](?:0|${MANY})`], SEVERAL),
  row("TypeORM", [TYPEORM, "schema:drop"], DROPS),
  row("MikroORM", [MIKRO_ORM, "schema:(?:drop|fresh)|migration:fresh|database:drop"], DROPS),
  row("MikroORM", [MIKRO_ORM, "migration:down (?:.* )?(?:--to|-t)[ =]0"], EVERY),
  row("node-pg-migrate", [String.raw`node-pg-migrate\S*`, `down (?:.* )?(?:0|${MANY})`], SEVERAL),
  row("node-pg-migrate", [String.raw`node-pg-migrate\S*`, "redo"], "applies again what it reverts"),
  row("db-migrate", ["db-migrate", String.raw`reset(?::\S+)?`], EVERY),
  row("db-migrate", ["db-migrate", `down (?:.* )?(?:-c|--count)[ =]${MANY}`], SEVERAL),
  row("db-migrate", ["db-migrate", "db:drop"], DROPS),
  row("Kysely", [String.raw`kysely\S*`, "migrate[ :]rollback (?:.* )?--all"], EVERY),
  row("Alembic", ["alembic|flask db", "downgrade (?:.* )?(?:base|[\\w]+@base)"], EVERY),
  row("Alembic", ["alembic|flask db", `downgrade (?:.* )?\\S*-${MANY}`], SEVERAL),
  row(
    "Django",
    [String.raw`manage\.py|django-admin`, String.raw`migrate \S+ (?:.* )?zero`],
    "reverts every migration of the application",
  ),
  row("Django", [String.raw`manage\.py|django-admin`, "flush|reset_db|sqlflush"], "deletes all rows"),
  row(
    "Rails",
    [RAILS, String.raw`db:(?:schema:load|structure:load|reset|drop|purge|setup|migrate:reset)(?::\S+)?`],
    DROPS,
  ),
  row("Rails", [RAILS, String.raw`db:migrate:redo(?::\S+)?`], "applies again what it reverts"),
  either("Rails", [String.raw`\bdb:rollback\b`, String.raw`\bSTEP=${MANY}(?=$|\s)`], SEVERAL),
  either("Rails", [String.raw`\b(?:rails|rake) (?:.* )?db:migrate(?=$|\s)`, String.raw`\bVERSION=0(?=$|\s)`], EVERY),
  row("Laravel", [ARTISAN, "migrate:(?:fresh|reset|refresh)|db:wipe"], EVERY),
  row("Laravel", [ARTISAN, `migrate:rollback (?:.* )?--step[ =](?:0|${MANY})`], SEVERAL),
  row("Laravel", [ARTISAN, "migrate:rollback(?! (?:.* )?--(?:step[ =]1|path))"], BATCH),
  row("Phinx", ["phinx", String.raw`rollback (?:.* )?(?:-t|--target)[ =]?0`], EVERY),
  row("Ecto", ["mix", `ecto\\.rollback (?:.* )?(?:--all|(?:-n|--step)[ =]${MANY})`], SEVERAL),
  row("Ecto", ["mix", String.raw`ecto\.(?:reset|drop)`], DROPS),
  { tool: "golang-migrate", pattern: new RegExp(`${GOLANG_MIGRATE}down(?=$|\\s)(?! [\\d"'$])`), does: EVERY },
  { tool: "golang-migrate", pattern: new RegExp(`${GOLANG_MIGRATE}down ${MANY}(?=$|\\s)`), does: SEVERAL },
  { tool: "golang-migrate", pattern: new RegExp(`${GOLANG_MIGRATE}drop(?=$|\\s)`), does: DROPS },
  row("goose", ["goose", "reset|down-to 0"], EVERY),
  row("goose", ["goose", "redo"], "applies again what it reverts"),
  row("dbmate", ["dbmate", "drop"], "drops the database"),
  row("Atlas", ["atlas", "schema clean"], DROPS),
  row("sql-migrate", ["sql-migrate", `down (?:.* )?--?limit[ =](?:0|${MANY})`], SEVERAL),
  row("sql-migrate", ["sql-migrate", "redo"], "applies again what it reverts"),
  row("Flyway", ["flyway", "clean"], DROPS),
  row("Liquibase", ["liquibase", "drop-all|dropAll"], DROPS),
  row("Liquibase", ["liquibase", `(?:rollback-count|rollbackCount) (?:.*[ =])?${MANY}`], SEVERAL),
  row("sqlx", ["sqlx", "migrate revert (?:.* )?--target-version[ =]0"], EVERY),
  row("sqlx", ["sqlx", "database (?:drop|reset)"], DROPS),
  row("diesel", ["diesel", "migration revert (?:.* )?(?:--all|-a)"], EVERY),
  row("diesel", ["diesel", `migration revert (?:.* )?(?:-n|--number)[ =]?${MANY}`], SEVERAL),
  row("diesel", ["diesel", "migration redo"], "applies again what it reverts"),
  row("diesel", ["diesel", "database (?:drop|reset)"], DROPS),
  row("EF Core", ["ef|dotnet-ef", "database update (?:.* )?0"], EVERY),
  row("EF Core", [String.raw`\S*efbundle`, "0"], EVERY),
  row("EF Core", ["ef|dotnet-ef", "database drop"], DROPS),
  { tool: "SQL", pattern: /\b(?:dropdb|drop database|drop schema (?:if exists )?"?public)\b/i, does: DROPS },
];

const LONGEST = 200;
