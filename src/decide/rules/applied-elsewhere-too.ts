import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { counted } from "../wording.ts";

/** The tool keeps a ledger for each schema, and only one of them is read and reverted: the others stay ahead. */
export const appliedElsewhereToo: Rule = ({ ledger }, gap) => {
  const going = new Set(seen(gap.ahead).map(({ name }) => name));
  const elsewhere = (ledger.elsewhere ?? []).flatMap(({ table, names }) => {
    const stay = names.filter((name) => going.has(name));
    return stay.length === 0 ? [] : [`${table} has ${stay.join(", ")} too`];
  });
  if (elsewhere.length === 0) return [];
  return [
    {
      id: "applied-elsewhere-too",
      weight: "consent",
      summary: `what must go is applied in ${counted(elsewhere.length, "other schema")} as well, and stays there`,
      facts: [`${ledger.table} is the ledger that is read and reverted, and no other`, ...elsewhere],
      next: [
        edit(
          "the other schemas",
          "revert the same migrations there with the tool, from the leaving image, before this",
        ),
      ],
    },
  ];
};
