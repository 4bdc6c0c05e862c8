import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { describeTools } from "./tools.contract.ts";

describeTools({ title: "SQLite", dialect: "sqlite", words: "sqlite" }, makeSqliteFiles);
