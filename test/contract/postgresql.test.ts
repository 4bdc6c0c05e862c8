import { startPostgres } from "../support/databases.ts";
import { describeTools } from "./tools.contract.ts";

describeTools({ title: "PostgreSQL", dialect: "postgresql", words: "postgresql" }, startPostgres);
