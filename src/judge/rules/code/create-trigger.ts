import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema.ts";
import { withTable } from "../../edit-table.ts";
import { existence } from "../../existence.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";
import { hazardOf } from "../../trigger-hazard.ts";

/** What a trigger does is in its body: it can refuse a write, change what is written, or do something beside it. */
export const createTrigger: Rule<"create-trigger"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined && !before.views.has(key)) return existence(before, { family: "tables", key });
    if (table?.triggers.has(change.name) === true && !change.orReplace)
      return effect(`trigger ${change.name} exists already`, { succeeds: "no" });
    const hazard = hazardOf(before, "SHARE ROW EXCLUSIVE");
    if (table !== undefined && clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, { hazard });
    const body = bodyOf(change, before);
    const known = clientTable(at, change.table);
    const impacted = impactOf(body, change, { before, known });
    const when = at.side === "down" && impacted.verdict === "behaviour_change" ? "always" : impacted.when;
    return effect(reasonOf(change.name, body), { impact: { ...impacted, when }, hazard });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) => ({
      ...table,
      triggers: new Map(table.triggers).set(change.name, {
        events: change.events,
        timing: change.timing,
        routine: change.routine === null ? null : keyOf(schema, change.routine),
        body: bodyOf(change, schema) ?? "",
      }),
    })),
};

/** undefined where the function is not in the text and nothing is known of it. */
function bodyOf({ routine, body }: ChangeOf<"create-trigger">, schema: Schema): string | undefined {
  return routine === null ? body : schema.routines.get(keyOf(schema, routine))?.body;
}

function impactOf(
  body: string | undefined,
  change: ChangeOf<"create-trigger">,
  { before, known }: { readonly before: Schema; readonly known: Table | undefined },
): Impact {
  if (body === undefined) return impact("undetermined", "always");
  if (RAISES.test(body)) return impact("writes_break", "if_data");
  const columns = [...body.matchAll(ASSIGNS)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const isNew = (column: string): boolean => {
    const id = tableIn(before, change.table)?.columns.get(column)?.id;
    return id !== undefined && ![...(known?.columns.values() ?? [])].some((each) => each.id === id);
  };
  const returnsNothing = change.timing === "before" && /\breturn\s+(?:null|old)\b/i.test(body);
  const writesElsewhere = /\b(?:insert\s+into|update|delete\s+from|replace\s+into)\b/i.test(
    body.replaceAll(/\bbefore\b|\bon\s+update\b/gi, ""),
  );
  const onlyNew = columns.length > 0 && columns.every(isNew) && !returnsNothing && !writesElsewhere;
  return onlyNew ? impact("compatible", "always") : impact("behaviour_change", "if_data");
}

function reasonOf(name: string, body: string | undefined): string {
  if (body === undefined) return `what trigger ${name} calls is not in the text`;
  return RAISES.test(body) ? `trigger ${name} can refuse a write` : `trigger ${name} runs with each write`;
}

const RAISES =
  /\braise\s+(?:exception|sqlstate|'|unique_violation|check_violation)|\bsignal\s+sqlstate|\braise\s*\(\s*(?:abort|fail|rollback)/i;

const ASSIGNS = /\bnew\s*\.\s*(?:["`]([^"`]+)["`]|(\w+))\s*:?=(?!=)/gi;
