// What a policy comes to by what becomes of row security, and of the policy itself.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import { impact } from "../rule.ts";
import { POLICY, parsedClauses, refusesReads } from "../schema/policy-clauses.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

type PolicyKind = "create-policy" | "alter-policy" | "drop-policy";

export function policyImpact(
  { table, name }: ChangeOf<PolicyKind>,
  own: Impact,
  { all, ends: { client, after } }: { readonly all: readonly Done[]; readonly ends: Ends },
): Impact {
  if (own.verdict === "behaviour_change") return own;
  const key = keyOf(after, table);
  const isOff = all.some(
    ({ change }) => change.kind === "row-security" && change.enabled === false && keyOf(after, change.table) === key,
  );
  if (isOff) return impact("behaviour_change", "if_data");
  const [before, now] = [client, after].map((schema) => tableIn(schema, table)?.settings.get(`policy ${name}`));
  return before !== undefined && before === now ? impact("compatible", "always") : own;
}

/** Without a policy, row security refuses everything. */
export function securedImpact({ table }: ChangeOf<"row-security">, own: Impact, { after }: Ends): Impact {
  if (own.verdict !== "writes_break") return own;
  const policies = [...(tableIn(after, table)?.settings ?? [])].filter(([setting]) => setting.startsWith(POLICY));
  if (policies.some(([, text]) => refusesReads(parsedClauses(text))))
    return impact("reads_and_writes_break", "if_data");
  return impact("writes_break", policies.length > 0 ? "if_data" : "always");
}
