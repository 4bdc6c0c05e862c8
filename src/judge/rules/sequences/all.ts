import type { SequenceChange } from "../../../model/change/sequences.ts";
import type { RulesOf } from "../../rule.ts";
import { alterSequence } from "./alter-sequence.ts";
import { createSequence } from "./create-sequence.ts";
import { dropSequence } from "./drop-sequence.ts";
import { renameSequence } from "./rename-sequence.ts";

export const SEQUENCE_RULES: RulesOf<SequenceChange["kind"]> = {
  "create-sequence": createSequence,
  "drop-sequence": dropSequence,
  "alter-sequence": alterSequence,
  "rename-sequence": renameSequence,
};
