import { describe } from "vitest";
import { openSqliteStage } from "../corpus/sqlite-stage.ts";
import { SQLITE_CASES } from "../corpus/sqlite/all.ts";
import { describeCorpus } from "./corpus.contract.ts";

describe("a migration on SQLite", () => {
  describeCorpus("sqlite", SQLITE_CASES, openSqliteStage);
});
