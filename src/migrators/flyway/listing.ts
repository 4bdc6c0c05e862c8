import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import type { JavaResources } from "../runtimes/java-resources.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { javaResourcesCommand, javaResourcesIn } from "../runtimes/java-resources.ts";
import { flywayNameOf } from "./files.ts";

/**
 * Lists Flyway's files with what the image carries, without Flyway: in the directory of its own image, on the class path
 * of an unpacked application, or in an application's archive (Spring Boot's or another).
 */
export function flywayListing(toolSettings: ToolSettings): Probe<ImageListing> {
  const told = placesToldIn(toolSettings);
  const places = told ?? DEFAULT_PLACES;
  const until = told === undefined ? "first" : "all";
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: javaResourcesCommand({ until, paths: PATHS, text: "", places }), environment: {} },
    parse: (output) => {
      const found = javaResourcesIn(output, PURPOSE, places);
      refuseTwins(found);
      return { ...found, settings: {} };
    },
  };
}

/** Spring takes the vendor's name for `{vendor}`, which is not known yet: the folder above it has them all. */
function placesToldIn({ migrationsDir, variables }: ToolSettings): readonly string[] | undefined {
  const told = migrationsDir ?? variables["FLYWAY_LOCATIONS"] ?? variables["SPRING_FLYWAY_LOCATIONS"];
  if (told === undefined || told === "") return undefined;
  return told.split(",").map((place) => place.trim().replace(/\/?\{.*/, ""));
}

/** "Found more than one migration with version", says Flyway then; nobody here could tell which one was applied. */
function refuseTwins({ directory, files }: JavaResources): void {
  const seen = new Map<string, string>();
  for (const { name: file } of files) {
    const said = flywayNameOf(file);
    if (said === undefined) continue;
    const key = `${said.prefix} ${said.name}`;
    const other = seen.get(key);
    if (other !== undefined) throw twins([other, file], said.name, directory);
    seen.set(key, file);
  }
}

function twins(files: readonly string[], name: string, directory: string): Error {
  return failure("image-not-readable", `${files.join(" and ")} are both recorded as ${name}`, {
    facts: [`looked in ${directory}`],
    next: [choose("--migrations-dir PATH", "the one that the application uses, e.g. db/migration/postgresql")],
  });
}

const PURPOSE = "listing the Flyway migrations";

const PATHS = String.raw`/([VUR][^/]*__[^/]*\.([sS][qQ][lL]|class)|[^/]*\.sql\.conf)$`;

/** The directory of Flyway's own image, and the default of every Java application. */
const DEFAULT_PLACES = ["filesystem:/flyway/sql", "db/migration"];
