import type { DataChange } from "../../../model/change/data.ts";
import type { RulesOf } from "../../rule.ts";
import { deleteRows } from "./delete.ts";
import { insert } from "./insert.ts";
import { load } from "./load.ts";
import { update } from "./update.ts";

export const DATA_RULES: RulesOf<DataChange["kind"]> = {
  insert,
  update,
  delete: deleteRows,
  load,
};
