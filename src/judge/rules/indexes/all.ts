import type { IndexChange } from "../../../model/change/indexes.ts";
import type { RulesOf } from "../../rule.ts";
import { createIndex } from "./create-index.ts";
import { dropIndex } from "./drop-index.ts";
import { reindex } from "./reindex.ts";
import { renameIndex } from "./rename-index.ts";
import { setIndexProperty } from "./set-index-property.ts";
import { setIndexVisibility } from "./set-index-visibility.ts";

export const INDEX_RULES: RulesOf<IndexChange["kind"]> = {
  "create-index": createIndex,
  "drop-index": dropIndex,
  "rename-index": renameIndex,
  "set-index-visibility": setIndexVisibility,
  "set-index-property": setIndexProperty,
  reindex,
};
