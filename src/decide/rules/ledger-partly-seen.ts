import type { Rule } from "../rule.ts";
import { choose } from "../../model/trouble.ts";
import { traitsOf } from "../rule.ts";

/** The tool shows only rows that its files explain, so a foreign migration would not be noticed. */
export const ledgerPartlySeen: Rule = (situation) => {
  if (situation.ledger.complete || traitsOf(situation) === undefined) return [];
  return [
    {
      id: "ledger-partly-seen",
      weight: "consent",
      summary: `only those rows of ${situation.ledger.table} were seen that files in the leaving image explain`,
      facts: [
        "the ledger was read by the tool in the leaving image, which leaves out what it has no file for",
        "a migration that neither image knows would not be noticed",
      ],
      next: [choose("--database-url-file FILE", "a way to the database from here, so that every row is read")],
    },
  ];
};
