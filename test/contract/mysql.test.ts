import { startInstalledMysql } from "./installed-mysql.ts";
import { describeTools } from "./tools.contract.ts";

describeTools({ title: "MySQL", dialect: "mysql", words: "mariadb" }, startInstalledMysql);
