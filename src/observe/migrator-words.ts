import { toldCommandsIn } from "./told-shell.ts";

/** A call of a tool's migrator, as it stands in a command. */
export interface MigratorCall {
  readonly quote: string;
  /** What comes after it surely runs also when it fails: `|| true`, or a new line in a shell without `set -e`. */
  readonly mayFail: boolean;
  /** Only the name of a script of the project's says that it migrates. */
  readonly byName: boolean;
}

/**
 * The calls that apply migrations in a command's words, also inside `sh -c "…"`. Which file a script's name stands for
 * is not looked at.
 */
export function migratorCallsIn(words: readonly string[]): readonly MigratorCall[] {
  const whole = words.join(" ");
  const told = toldCommandsIn(words);
  const parts = [...whole.split(/&&|\|\||[;|\n]|&(?!&)/), ...told.map(({ text }) => text)];
  const found = parts.flatMap(callIn);
  const calls = found.length > 0 ? found : callIn(whole); // what separates commands may stand in an address as well
  return [...new Map(calls.map((call) => [call.quote, call])).values()].map(({ quote, byName }) => {
    const same = told.filter(({ text }) => foundIn(text)?.quote === quote);
    const mayFail = same.length > 0 && same.every(({ goesOn }) => goesOn);
    return { quote: shortened(quote), mayFail, byName };
  });
}

type Found = Omit<MigratorCall, "mayFail">;

function callIn(part: string): readonly Found[] {
  const found = foundIn(part);
  return found === undefined || isOther(part) ? [] : [found];
}

function foundIn(text: string): Found | undefined {
  const sure = quoteIn(text, APPLIES);
  const quote = sure ?? quoteIn(text, SCRIPTS);
  return quote === undefined ? undefined : { quote, byName: sure === undefined };
}

function quoteIn(part: string, rows: readonly Row[]): string | undefined {
  const found = rows.map(([, pattern]) => pattern.exec(part)?.[0]).find((quote) => quote !== undefined);
  return found?.replaceAll(/^[\s/"'=:]+/g, "").replaceAll(/\s+/g, " ");
}

type Row = readonly [tool: string, pattern: RegExp];

/** A program, by its name or by a path that ends in it, and one of the words that make it apply migrations. */
function call(program: string, words: string): RegExp {
  return new RegExp(String.raw`(?:^|[\s/"'=])(?:${program})["']?\s(?:[^#]*\s)?["']?(?:${words})(?=$|[\s"')\]])`);
}

/** A word that only one tool has, whatever starts it. */
function word(words: string): RegExp {
  return new RegExp(String.raw`(?:\S*\s+)?(?:${words})(?=$|[\s"')\]])`);
}

/** One row for each tool, with its commands as its own documentation has them. */
const APPLIES: readonly Row[] = [
  ["knex", call(String.raw`knex(?:/bin/cli\.js)?`, "migrate:(?:latest|up)")],
  ["knex", word("migrate:latest")],
  ["prisma", call(String.raw`prisma(?:/build/index\.js)?`, "migrate (?:deploy|dev)|db push")],
  ["sequelize", call(String.raw`sequelize(?:-cli)?(?:/lib/sequelize)?`, "db:migrate")],
  ["typeorm", word("migration:run|schema:sync")],
  ["mikro-orm", word("migration:up|migration:fresh")],
  ["node-pg-migrate", call(String.raw`node-pg-migrate(?:\.\w+)?`, "up")],
  ["db-migrate", call("db-migrate", "up(?::\\w+)?")],
  ["kysely", call("kysely(?:-ctl)?", "migrate (?:latest|up)|migrate:(?:latest|up)")],
  ["drizzle", call(String.raw`drizzle-kit(?:/bin\.cjs)?`, "migrate|push(?::\\w+)?")],
  ["alembic", call("alembic", "upgrade")],
  ["alembic", call("flask", "db upgrade")],
  ["django", call(String.raw`manage\.py|django-admin`, "migrate")],
  ["rails", call("rails|rake", "db:(?:migrate|prepare|setup|schema:load)(?::\\w+)?")],
  ["laravel", call("artisan", "migrate(?::fresh|:refresh)?")],
  ["phinx", call("phinx", "migrate")],
  ["ecto", word(String.raw`ecto\.migrate|\S*Release\.migrate\S*`)],
  ["golang-migrate", call("migrate", "up|goto")],
  ["goose", call("goose", "up(?:-by-one|-to)?")],
  ["dbmate", call("dbmate", "up|migrate")],
  ["atlas", call("atlas", "(?:migrate|schema) apply")],
  ["sql-migrate", call("sql-migrate", "up")],
  ["flyway", call("flyway", "migrate")],
  ["flyway", word("flyway:migrate|flywayMigrate")],
  ["liquibase", call("liquibase", "update(?:-count|-to-tag|Count|ToTag)?")],
  ["liquibase", word("liquibase:update")],
  ["sqlx", call("sqlx", "migrate run|database (?:setup|reset)")],
  ["diesel", call("diesel", "migration run|setup|database (?:setup|reset)")],
  ["refinery", call("refinery", "migrate")],
  ["ef-core", call("ef|dotnet-ef", "database update")],
  ["ef-core", word(String.raw`\S*efbundle`)],
];

/** Habits of projects: scripts that are called so. */
const SCRIPTS: readonly Row[] = [
  ["a script", call("npm|yarn|pnpm|bun", String.raw`[\w:.-]*migrat[\w:.-]*`)],
  ["a script", word(String.raw`\S*\bmigrat(?:e|ions?|or)[\w-]*\.(?:[cm]?[jt]s|sh|py|rb|php)|\S*/migrate`)],
];

/** What only makes, lists, checks, awaits or takes back migrations. */
function isOther(part: string): boolean {
  return OTHER.some((pattern) => pattern.test(part));
}

const OTHER = [
  /migrat\S*[:._-](?:down|undo|revert|rollback|status|list|show|create|make|generate|check|wait)\b/i,
  /(?:wait|check|pending|create|make|generate|status)[\w:-]*migrat/i,
  /migrate\b.*\s--?(?:check|plan|list|dry-run|status|help)\b/,
];

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 120;
