import type { Statement } from "../../src/model/change.ts";
import type { Judgement } from "../../src/model/judgement.ts";
import type { Dialect } from "../../src/model/situation.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/judge/judge.ts";
import { RULES } from "../../src/judge/rules/all.ts";
import { statementsOf } from "../../src/sql/statements.ts";

const [, PAGE = ""] = readFileSync(join(import.meta.dirname, "../../docs/findings.md"), "utf8").split(
  /^# Judgements$/m,
);
const SECTIONS = PAGE.split(/^### /m)
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf("\n")), text }));
const [POSTGRESQL = "", MYSQL = ""] = [...PAGE.matchAll(/```sql\n([^`]*)```/g)].map(([, sql]) => sql);
const EXAMPLES = SECTIONS.flatMap(({ title, text }) =>
  [...text.matchAll(/^(Good|Bad), on (\w+): `([^`]+)`\n\n```sql\n([^`]*)```/gm)].map(
    ([, label = "", dialect = "", verdict = "", sql = ""]) => ({
      title,
      label,
      dialect: dialect as Dialect,
      verdict,
      sql,
    }),
  ),
);

describe("the judgements of docs/findings.md", () => {
  it("has a section for every rule, and no other", () => {
    const documented = SECTIONS.flatMap(({ title }) => title.split(", "));
    expect(documented.toSorted()).toEqual(Object.keys(RULES).toSorted());
  });

  it.each(SECTIONS)(
    "says of $title what it means for code, what its down does and what it does to traffic",
    ({ text }) => {
      expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(["**Old code.**", "**Down.**", "**On a live database.**"]);
      expect(text).toMatch(/^(?:Good|Bad), on /m);
    },
  );

  it.each(EXAMPLES)(
    "shows of $title what is judged: $label, $verdict",
    async ({ title, label, dialect, verdict, sql }) => {
      const judgement = await judgementOf(dialect, sql);
      const rules = judgement.statements.filter(({ rule }) => title.split(", ").includes(rule));
      const { verdict: judged, when } = judgement.oldOnNew;
      expect(rules).not.toEqual([]);
      expect([judged, `${judged}, ${when}`]).toContain(verdict);
      expect(judged === "compatible").toBe(label === "Good");
      expect(judgement.statements.filter(({ succeeds }) => succeeds === "no")).toEqual([]);
    },
  );
});

async function judgementOf(dialect: Dialect, sql: string): Promise<Judgement> {
  const [up = "", down] = sql.split("-- down\n");
  const schema = await statementsOf(dialect, dialect === "postgresql" ? POSTGRESQL : MYSQL);
  return judge({ dialect, schema, up: await statementsOf(dialect, up), down: await sideOf(dialect, down) });
}

async function sideOf(dialect: Dialect, text: string | undefined): Promise<readonly Statement[] | null> {
  return text === undefined ? null : statementsOf(dialect, text);
}
