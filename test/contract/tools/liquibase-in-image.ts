import type { RealTool } from "./tool.ts";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackages, npmPackages } from "./installed.ts";
import { liquibase } from "./liquibase.ts";
import { debianPrograms } from "./programs.ts";

/**
 * Liquibase as an image may have it, with properties that name the changelog, Java of the team's own, and a database,
 * even for single commands: a look at the image must not go there.
 */
export const liquibaseInImage: RealTool = {
  ...liquibase,
  path: [debianPrograms("awk", "cat", "mktemp", "mv", "tr", "wc"), ...liquibase.path],
  install: (directory) => {
    liquibase.install(directory);
    mkdirSync(join(directory, "java"));
    writeFileSync(join(directory, "liquibase.properties"), PROPERTIES);
  },
};

/** Compiles a class of the team's own, which is to be in the default package. */
export async function withJava(directory: string, name: string, text: string): Promise<void> {
  debianPackages("default-jdk-headless");
  const home = join(npmPackages({ liquibase: await liquibase.version() }), "liquibase/dist/liquibase");
  const source = join(directory, `${name}.java`);
  writeFileSync(source, text);
  const place = ["-cp", join(home, "internal/lib/liquibase-core.jar"), "-d", join(directory, "java")];
  execFileSync("/usr/bin/javac", [...place, source]);
}

const NOWHERE = "jdbc:postgresql://127.0.0.1:1/live";

const PROPERTIES = `changelogFile: main.yaml
classpath: java
url: ${NOWHERE}
liquibase.command.changelogSyncSql.url: ${NOWHERE}
liquibase.command.updateSql.url: ${NOWHERE}
liquibase.command.futureRollbackSql.url: ${NOWHERE}
liquibase.command.status.url: ${NOWHERE}
`;
