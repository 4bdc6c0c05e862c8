import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";

/** Somebody changed the schema by hand, or a migration did other than it says: what is judged of it may be wrong. */
export const schemaDrifted: Rule = ({ judged }) => {
  if (!judged.known || judged.value.drift.length === 0) return [];
  return [
    {
      id: "schema-drifted",
      weight: "consent",
      summary:
        "the live schema is not what the applied migrations imply, so what is judged of these objects may be wrong",
      facts: judged.value.drift,
      next: [edit("the schema", "find out who changed it, and whether the downs still fit it")],
    },
  ];
};
