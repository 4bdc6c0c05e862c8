import type { Rule } from "../rule.ts";
import { edit, run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { counted } from "../wording.ts";

/** Half applied: neither its up nor its down is known to fit the schema. */
export const ledgerIsDirty: Rule = (situation) => {
  const { dirty, table } = situation.ledger;
  if (dirty.length === 0) return [];
  return [
    {
      id: "ledger-is-dirty",
      weight: "blocker",
      summary: `${table} marks ${counted(dirty.length, "migration")} as half applied`,
      facts: dirty.map((name) => `${name} is marked in ${table}`),
      next: [
        edit(
          "the schema and the mark",
          "finish or undo by hand what the migration began, then clear its mark as the tool documents it",
        ),
        run(rollbackCommand(situation), "once nothing is marked"),
      ],
    },
  ];
};
