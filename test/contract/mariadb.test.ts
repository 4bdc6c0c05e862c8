import { startInstalledMariaDb } from "./installed-mariadb.ts";
import { describeTools } from "./tools.contract.ts";

describeTools({ title: "MariaDB", dialect: "mariadb", words: "mariadb" }, startInstalledMariaDb);
