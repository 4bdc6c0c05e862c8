import type { UrlConventions } from "../../model/url-conventions.ts";
import type { Probe } from "../../ports/image.ts";
import { SHOWN_SCRIPT, digitsOf, signedTableIn } from "../runtimes/signed-table.ts";

/**
 * The commands that run on a clone, and the one that looks. A setting of one command's own outweighs what all are told,
 * wherever it stands, and of those the variable outweighs the properties file and an argument (CommandScope.java,
 * getConfiguredValue), so on a clone each command has its own.
 */
export const OF_COMMANDS: NonNullable<UrlConventions["ofCommands"]> = Object.fromEntries(
  ["URL", "USERNAME", "PASSWORD"].map((what) => [
    `LIQUIBASE_COMMAND_${what}`,
    ["HISTORY", "STATUS", "ROLLBACK_COUNT", "UPDATE_COUNT"].map((command) => `LIQUIBASE_COMMAND_${command}_${what}`),
  ]),
);

/**
 * By `history`, which reads the ledger and nothing else, takes no lock, and makes no table that is not there
 * (HistoryCommandStep.java; StandardChangeLogHistoryService.java, getRanChangeSets).
 */
export function liquibaseOwnConnection(table: string): Probe<unknown> {
  const [name = "", schema] = table.split(".").toReversed();
  const digits = digitsOf(table);
  const words = [
    ...(schema === undefined ? [] : [`--liquibase-schema-name=${schema}`]),
    `--database-changelog-table-name=${name}`,
    "history",
    "--format=TEXT",
  ];
  return {
    purpose: PURPOSE,
    needs: "database",
    command: { argv: ["sh", "-c", SCRIPT, "sh", "liquibase", ...words], environment: {} },
    parse: (output) =>
      signedTableIn(output, { tool: "Liquibase", table, purpose: PURPOSE, row: new RegExp(`::${digits}::`) }),
  };
}

const PURPOSE = "looking where the image's own Liquibase connects";

/** What the JVM is told outweighs variables. */
const SCRIPT = String.raw`${SHOWN_SCRIPT}
url=$LIQUIBASE_COMMAND_HISTORY_URL
for one in "$LIQUIBASE_COMMAND_STATUS_URL" "$LIQUIBASE_COMMAND_ROLLBACK_COUNT_URL" "$LIQUIBASE_COMMAND_UPDATE_COUNT_URL"; do
  [ -n "$url" ] && [ "$one" = "$url" ] ||
    obstacle 'the container does not tell Liquibase its database by the variable LIQUIBASE_COMMAND_URL'
done
case " $JAVA_OPTS $JAVA_TOOL_OPTIONS $JDK_JAVA_OPTIONS $_JAVA_OPTIONS" in
  *liquibase.* | *' @'* | *VMOptionsFile* | *-XX:Flags*)
    obstacle 'what the container tells its JVM may lead one command of Liquibase elsewhere' ;;
esac
command -v "$1" >/dev/null 2>&1 || obstacle "it has no program $1"
show "$@"
`;
