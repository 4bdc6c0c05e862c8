import type { RevertTarget } from "../../model/revert-target.ts";
import type { Command, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { SHOWN_SCRIPT, digitsOf, signedTableIn } from "../runtimes/signed-table.ts";
import { dbmateFlags } from "./command.ts";
import { directoriesOf } from "./listing.ts";

/**
 * Has dbmate's own status show a file by the table's digits, and no other: it looks up in the table which files are
 * applied, reads only, and says of a table that is not there the same as of an empty one (pkg/dbmate/db.go, FindMigrations).
 */
export function dbmateOwnConnection(table: string, toolSettings: ToolSettings): Probe<unknown> {
  const digits = digitsOf(table);
  const flags = dbmateFlags({ ...toolSettings, table }, undefined);
  return {
    purpose: PURPOSE,
    needs: "database",
    command: { argv: ["sh", "-c", LOOK, "sh", `${digits}.sql`, "dbmate", ...flags], environment: {} },
    parse: (output) =>
      signedTableIn(output, { tool: "dbmate", table, purpose: PURPOSE, row: new RegExp(`^\\[X\\] ${digits}\\.sql$`) }),
  };
}

/** dbmate applies all that is pending, so it is shown this file alone, in a directory that is made for it. */
export function dbmateApply({ file }: RevertTarget, toolSettings: ToolSettings): Command {
  const flags = dbmateFlags(toolSettings, undefined);
  const words = [file, ...directoriesOf(toolSettings), "--", "dbmate", ...flags];
  return { argv: ["sh", "-c", APPLY, "sh", ...words], environment: {} };
}

const PURPOSE = "looking where the image's own dbmate connects";

/** POSIX sh. A container's file system may be read-only but for its shared memory. */
const PLACE = String.raw`
place=$(mktemp -d 2>/dev/null) || place=$(mktemp -d /dev/shm/XXXXXX 2>/dev/null) || place=
trap '[ -z "$place" ] || rm -rf "$place"' EXIT
`;

const LOOK = String.raw`${SHOWN_SCRIPT}${PLACE}
[ -n "$place" ] || obstacle 'there is no place for temporary files in it'
ln -s /dev/null "$place/$1" || obstacle 'nothing can be put into a directory in it'
shift
command -v "$1" >/dev/null 2>&1 || obstacle "it has no program $1"
show "$@" --migrations-dir "$place" status
`;

const APPLY = String.raw`${PLACE}
[ -n "$place" ] || exit 1
file=$1 found=
shift
while [ "$1" != -- ]; do
  [ -n "$found" ] || [ ! -f "$1/$file" ] || found=$1/$file
  shift
done
shift
case $found in
  '') echo "there is no file $file in its directories" >&2; exit 1 ;;
  /*) ;;
  *) found=$PWD/$found ;;
esac
ln -s "$found" "$place/$file" || exit 1
"$@" --migrations-dir "$place" migrate
`;
