import type { Down } from "../../model/migration.ts";
import type { ImageListing, MigrationFile, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import type { Found } from "./tree.ts";
import { javaResourcesCommand, javaResourcesIn } from "../runtimes/java-resources.ts";
import { MARK, markedLines } from "../runtimes/probe-output.ts";
import { upOf } from "../sections/up-text.ts";
import { changeSetsIn } from "./tree.ts";

/**
 * Lists the changesets with what the image carries, without running Liquibase: from directories, the class path of an
 * unpacked application, or its archive. Only text that says of itself that it is a changelog is shown.
 */
export function liquibaseListing(toolSettings: ToolSettings): Probe<ImageListing> {
  const places = placesOf(toolSettings);
  const [shell = "", option = "", script = "", ...words] = javaResourcesCommand({ ...WANTED, places });
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: [shell, option, `${PROPERTIES}${script}`, ...words], environment: {} },
    parse: (output) => listingFrom(output, toolSettings),
  };
}

/** The root changelog: named as the place of the migrations, by the container, or by its liquibase.properties. */
export function rootOf({ migrationsDir, variables }: ToolSettings): string | undefined {
  if (migrationsDir !== undefined) return IS_FILE.test(migrationsDir) ? migrationsDir : undefined;
  return ROOT_VARIABLES.map((name) => variables[name]).find(Boolean);
}

/** What a container may say about its changelog. */
export const ROOT_VARIABLES: readonly string[] = [
  "LIQUIBASE_COMMAND_CHANGELOG_FILE",
  "SPRING_LIQUIBASE_CHANGE_LOG",
  "SPRING_LIQUIBASE_CHANGELOG",
  "QUARKUS_LIQUIBASE_CHANGE_LOG",
];

function listingFrom(output: string, toolSettings: ToolSettings): ImageListing {
  const { directory, files } = javaResourcesIn(output, PURPOSE, placesOf(toolSettings));
  const said = markedLines(output, PURPOSE);
  const property = (wanted: RegExp): string | undefined =>
    said.flatMap(({ tag, rest }) => (tag === "property" ? (wanted.exec(rest)?.[1] ?? []) : []))[0];
  const root = rootOf(toolSettings) ?? property(/^change-?log-?file\s*[=:]\s*(\S+)/i);
  const runsHere = toolSettings.migrationsDir === "." || said.some(({ tag }) => tag === "program");
  const table = property(/^database-?change-?log-?table-?name\s*[=:]\s*(\S+)/i);
  return {
    directory,
    files: changeSetsIn(files, root).map((found) => fileOf(found, runsHere)),
    settings: table === undefined ? {} : { table },
  };
}

/** In an image that has the library and not the program, only SQL can be run, over a connection. */
function fileOf({ file, recordedAs, down, changes, up }: Found, runsHere: boolean): MigrationFile {
  const stuck: Down = {
    kind: "refused",
    because: "only Liquibase's own program can roll it back, which the image lacks",
  };
  const way = down.kind === "code" && !runsHere ? stuck : down;
  return { name: file, text: null, recordedAs, down: way, changes, ...upOf(up) };
}

/** Of the root changelog's path the first folder, as its includes may lead to its neighbours. */
function placesOf(toolSettings: ToolSettings): readonly string[] {
  const { migrationsDir, variables } = toolSettings;
  const root = rootOf(toolSettings)
    ?.replace(/^classpath:/, "")
    .replace(/^\/+/, "");
  if (migrationsDir !== undefined && root === undefined) return [migrationsDir];
  const searched = (variables["LIQUIBASE_SEARCH_PATH"] ?? "").split(",").map((path) => path.trim());
  const folder = root?.includes("/") === true ? [root.replace(/\/.*/, "")] : [];
  return [...searched.filter(Boolean).map((path) => `filesystem:${path}`), ...folder, ...DEFAULT_PLACES];
}

const PURPOSE = "listing the Liquibase changesets";

const IS_FILE = /\.(?:xml|ya?ml|json|sql)$/i;

const WANTED = {
  until: "first",
  paths: String.raw`\.([xX][mM][lL]|[yY][aA]?[mM][lL]|[jJ][sS][oO][nN]|[sS][qQ][lL])$`,
  text: "databaseChangeLog|--[[:space:]]*[lL]iquibase[[:space:]]+formatted",
} as const;

/** The first is Spring Boot's; the last is where the program's own image has its volume. */
const DEFAULT_PLACES = ["db", "changelog", "liquibase", "filesystem:/liquibase/changelog", "filesystem:."];

/** Two settings of liquibase.properties, line by line, since it may hold a password. */
const PROPERTIES = String.raw`
for program in liquibase /liquibase/liquibase; do
  command -v "$program" >/dev/null 2>&1 && printf '%s\n' '${MARK}program '
done
[ ! -r liquibase.properties ] ||
  sed -nE 's/^[[:space:]]*(liquibase\.)?(command\.)?((change-?[lL]og-?[fF]ile|database-?[cC]hange-?[lL]og-?[tT]able-?[nN]ame)[[:space:]]*[=:].*)$/${MARK}property \3/p' liquibase.properties
`;
