import { startMariaDb } from "../support/databases.ts";
import { describeTools } from "./tools.contract.ts";

describeTools({ title: "MariaDB", dialect: "mariadb" }, startMariaDb);
