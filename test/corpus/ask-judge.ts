// What is judged of a case from its SQL alone.
import type { Statement } from "../../src/model/change.ts";
import type { Judgement, SqlDialect } from "../../src/model/judgement.ts";
import type { CorpusCase } from "./case.ts";
import { judge } from "../../src/judge/judge.ts";
import { parseMysql } from "../../src/sql/mysql/parse.ts";
import { parsePostgresql } from "../../src/sql/postgresql/parse.ts";

export async function judgementOf(dialect: SqlDialect, { schema, up, down }: CorpusCase): Promise<Judgement> {
  const parse = PARSERS[dialect];
  return judge({
    dialect,
    schema: await parse(schema),
    up: await parse(up),
    down: down === undefined ? null : await parse(down),
  });
}

const PARSERS: Record<SqlDialect, (text: string) => Promise<readonly Statement[]> | readonly Statement[]> = {
  postgresql: parsePostgresql,
  mysql: (text) => parseMysql(text, "mysql"),
  mariadb: (text) => parseMysql(text, "mariadb"),
  sqlite: () => [],
};
