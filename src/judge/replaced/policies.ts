// What a policy comes to by what becomes of row security, and of the policy itself.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import { impact } from "../rule.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

type PolicyKind = "create-policy" | "alter-policy" | "drop-policy";

export function policyImpact(
  { table, name }: ChangeOf<PolicyKind>,
  own: Impact,
  { all, ends: { client, after } }: { readonly all: readonly Done[]; readonly ends: Ends },
): Impact {
  if (own.verdict !== "writes_break") return own;
  const key = keyOf(after, table);
  const isOff = all.some(
    ({ change }) => change.kind === "row-security" && change.enabled === false && keyOf(after, change.table) === key,
  );
  if (isOff) return impact("behaviour_change", "if_data");
  const [before, now] = [client, after].map((schema) => tableIn(schema, table)?.settings.get(`policy ${name}`));
  return before !== undefined && before === now ? impact("compatible", "always") : own;
}
