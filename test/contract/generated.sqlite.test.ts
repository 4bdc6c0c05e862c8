import { describe } from "vitest";
import { ON_SQLITE } from "../corpus/generated/makings.ts";
import { openSqliteStage } from "../corpus/sqlite-stage.ts";
import { describeGenerated } from "./generated.contract.ts";

describe("a generated migration on SQLite", () => {
  describeGenerated(ON_SQLITE, 500, openSqliteStage);
});
