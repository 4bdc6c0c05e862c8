import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { Rule } from "../../rule.ts";
import type { PolicyClauses } from "../../schema/policy-clauses.ts";
import type { Table } from "../../schema/schema.ts";
import { locks } from "../../hazards/hazards.ts";
import { UNDETERMINED, clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { clausesAfter, parsedClauses, refusesReads } from "../../schema/policy-clauses.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { withTie, withTieRenamed, withoutTie } from "../../schema/ties.ts";
import { unseenFrom } from "../../schema/unseen.ts";

type PolicyKind = "create-policy" | "alter-policy" | "drop-policy";

export const changePolicy: Rule<PolicyKind> = {
  effect: (change, at) => {
    const { name, table } = change;
    const key = keyOf(at.before, table);
    const known = tableIn(at.before, table);
    if (known !== undefined && clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    const frame = { restorable: "full", hazard: locks("ACCESS EXCLUSIVE") } as const;
    const isOff = known?.complete === true && !known.settings.has("row-security");
    if (isOff) return effect(`policy ${name} has no effect while row security of ${key} is off`, frame);
    if (change.to !== undefined) return effect(`policy ${name} of ${key} is called ${change.to} now`, frame);
    const unseen = change.kind === "drop-policy" ? undefined : unseenFrom(key, change.reads ?? [], at.before);
    if (unseen !== undefined)
      return effect(`policy ${name} of ${key} asks ${unseen}, which not all may read`, {
        ...frame,
        impact: UNDETERMINED,
      });
    return effect(`policy ${name} decides which rows of ${key} are seen and written`, {
      ...frame,
      impact: impact(verdictOf(change, known), "if_data"),
    });
  },
  after: (change, schema) => {
    const { kind, name, table, to, names, reads } = change;
    const key = `policy ${to ?? name}`;
    const marked = withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      settings.delete(`policy ${name}`);
      if (kind !== "drop-policy") settings.set(key, clausesAfter(change, known));
      const tied = kind === "drop-policy" ? withoutTie(known, key) : withTieRenamed(known, `policy ${name}`, key);
      return { ...tied, settings };
    });
    return withTie(marked, table, { key, names, reads });
  },
};

function verdictOf(change: ChangeOf<PolicyKind>, known: Table | undefined): Impact["verdict"] {
  const clauses = parsedClauses(clausesAfter(change, known));
  if (change.kind !== "drop-policy" && refusesReads(clauses)) return "reads_and_writes_break";
  return refusesWrites(change, clauses) ? "writes_break" : "behaviour_change";
}

/** Rows that may not be written are refused, unlike those that may not be seen; one policy allows them, or all that restrict do. */
function refusesWrites(change: ChangeOf<PolicyKind>, clauses: PolicyClauses): boolean {
  const isWritten = clauses.cmd_name === undefined || WRITING.has(clauses.cmd_name);
  const restricts = clauses.cmd_name !== undefined && clauses.permissive === undefined;
  if (change.kind === "create-policy") return isWritten && restricts;
  return isWritten && (change.kind === "alter-policy" || !restricts);
}

const WRITING: ReadonlySet<string> = new Set(['"all"', '"insert"', '"update"']);
