import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Effect, Rule } from "../rule.ts";
import type { Schema, Table } from "../schema.ts";
import { withTable } from "../edit.ts";
import { existence } from "../existence.ts";
import { hazardOn, INSTANT, locks, SQLITE_CATALOG } from "../hazards.ts";
import { clientTable, effect, impact, unchanged } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

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

export const dropTrigger: Rule<"drop-trigger"> = {
  effect: (change, at) => {
    const { before } = at;
    const table = ownerOf(before, change);
    if (table === undefined) return missing(change, before);
    const known = [...at.client.tables.values()].find(({ id }) => id === table.id);
    const hazard = hazardOf(before, "ACCESS EXCLUSIVE");
    if (known === undefined || !known.triggers.has(change.name))
      return effect(`trigger ${change.name} is not known to this code`, { hazard });
    const gone = stopped(`trigger ${change.name} does not run any more`, hazard);
    return at.side === "up" ? gone : { ...gone, impact: impact("behaviour_change", "if_data") };
  },
  after: (change, schema) => {
    const table = ownerOf(schema, change);
    if (table === undefined) return schema;
    return withTable(schema, { schema: null, name: table.name }, (known) => {
      const triggers = new Map(known.triggers);
      triggers.delete(change.name);
      return { ...known, triggers };
    });
  },
};

function missing(change: ChangeOf<"drop-trigger">, before: Schema): Effect {
  const isPartial = change.table !== null && tableIn(before, change.table)?.complete === false;
  if (!before.complete || isPartial)
    return stopped(`trigger ${change.name} does not run any more`, hazardOf(before, "ACCESS EXCLUSIVE"));
  return existence(before, { family: "triggers", key: `trigger ${change.name}`, ifExists: change.ifExists });
}

function stopped(because: string, hazard: Effect["hazard"]): Effect {
  return effect(because, {
    impact: impact("behaviour_change", "always"),
    restorable: "structure_only",
    hazard,
  });
}

/** MySQL and SQLite name no table. */
function ownerOf(schema: Schema, { name, table }: ChangeOf<"drop-trigger">): Table | undefined {
  const tables = table === null ? [...schema.tables.values()] : [tableIn(schema, table)];
  return tables.find((known) => known?.triggers.has(name));
}

export const renameTrigger: Rule<"rename-trigger"> = {
  effect: ({ name, to }, { before }) =>
    effect(`trigger ${name} is called ${to} now`, { restorable: "full", hazard: hazardOf(before, "ACCESS EXCLUSIVE") }),
  after: ({ table, name, to }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      triggers: new Map([...known.triggers].map(([each, trigger]) => [each === name ? to : each, trigger])),
    })),
};

const SWITCHED: Rule<"enable-trigger" | "disable-trigger"> = {
  effect: ({ kind, name }, { before }) =>
    stopped(
      `trigger ${name} ${kind === "enable-trigger" ? "runs again" : "does not run any more"}`,
      hazardOf(before, "SHARE ROW EXCLUSIVE"),
    ),
  after: unchanged,
};

export const enableTrigger: Rule<"enable-trigger"> = SWITCHED as Rule<"enable-trigger">;
export const disableTrigger: Rule<"disable-trigger"> = SWITCHED as Rule<"disable-trigger">;

const REWRITE_RULE: Rule<"create-rule" | "drop-rule"> = {
  effect: ({ kind, name, table }, at) => {
    if (clientTable(at, table) === undefined && tableIn(at.before, table) !== undefined)
      return effect(`${keyOf(at.before, table)} is not known to this code`);
    return effect(
      `statements on ${keyOf(at.before, table)} are ${kind === "create-rule" ? "" : "no longer "}rewritten by ${name}`,
      {
        impact: impact("writes_break", "if_referenced"),
        restorable: "full",
        hazard: locks("ACCESS EXCLUSIVE"),
      },
    );
  },
  after: ({ kind, name, table, text }, schema) =>
    withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (kind === "create-rule") settings.set(`rule ${name}`, text);
      else settings.delete(`rule ${name}`);
      return { ...known, settings };
    }),
};

export const createRule: Rule<"create-rule"> = REWRITE_RULE as Rule<"create-rule">;
export const dropRule: Rule<"drop-rule"> = REWRITE_RULE as Rule<"drop-rule">;

function hazardOf(schema: Schema, lock: "ACCESS EXCLUSIVE" | "SHARE ROW EXCLUSIVE"): Effect["hazard"] {
  return hazardOn(schema, { postgresql: locks(lock), mysql: INSTANT, sqlite: SQLITE_CATALOG });
}
