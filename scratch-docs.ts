import { readFileSync, writeFileSync } from "node:fs";
import { judge } from "./src/judge/judge.ts";
import { statementsOf } from "./src/sql/statements.ts";
const items = JSON.parse(readFileSync("/root/wt/jp-scratch/items.json", "utf8"));
const [pg, my] = [...readFileSync("/root/wt/jp-scratch/head.md", "utf8").matchAll(/```sql\n([^`]*)```/g)].map(
  (m) => m[1]!,
);
const out: string[] = [];
for (const [ids, lab, dia, up, dn] of items) {
  const schema = await statementsOf(dia, dia === "postgresql" ? pg! : my!);
  const bad = schema.flatMap((s) => s.changes.filter((c) => c.kind === "opaque"));
  if (bad.length) console.log("SCHEMA", bad);
  const j = judge({
    dialect: dia,
    schema,
    up: await statementsOf(dia, up),
    down: dn === null ? null : await statementsOf(dia, dn),
  });
  const { verdict, when } = j.oldOnNew;
  const text = verdict === "compatible" || verdict === "undetermined" ? verdict : `${verdict}, ${when}`;
  out.push(text);
  const rules = new Set(j.statements.map((s) => s.rule));
  const ok = (lab === "Good") === (verdict === "compatible") && ids.split(", ").some((r: string) => rules.has(r));
  if (
    !ok ||
    j.down.succeeds === "no" ||
    j.down.succeeds === "undetermined" ||
    j.statements.some((s) => s.side === "up" && s.succeeds === "no")
  )
    console.log(
      ok ? "??" : "BAD",
      ids,
      lab,
      text,
      j.down.succeeds,
      [...rules].join(),
      j.statements
        .filter((s) => s.succeeds !== "yes" || s.verdict === "undetermined")
        .map((s) => `${s.side} ${s.text}: ${s.because}`),
    );
}
writeFileSync("/root/wt/jp-scratch/verdicts.json", JSON.stringify(out));
