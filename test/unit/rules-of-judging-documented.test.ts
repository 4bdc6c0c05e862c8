import type { Judgement } from "../../src/model/judgement.ts";
import type { Dialect } from "../../src/model/situation.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../src/judge/rules/all.ts";
import { judgementOf } from "../support/judging.ts";

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
      const judgement = await judgementOfExample(dialect, sql);
      const rules = judgement.statements.filter(({ rule }) => title.split(", ").includes(rule));
      const { verdict: judged, when } = judgement.oldOnNew;
      expect(rules).not.toEqual([]);
      expect([judged, `${judged}, ${when}`]).toContain(verdict);
      expect(judged === "compatible").toBe(label === "Good");
      expect(judgement.statements.filter(({ succeeds }) => succeeds === "no")).toEqual([]);
    },
  );
});

async function judgementOfExample(dialect: Dialect, sql: string): Promise<Judgement> {
  const [up = "", down = null] = sql.split("-- down\n");
  return judgementOf(dialect, { schema: dialect === "postgresql" ? POSTGRESQL : MYSQL, up, down });
}
