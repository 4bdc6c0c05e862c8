import { MARK } from "../runtimes/probe-output.ts";

/**
 * POSIX sh and awk for images with Liquibase's program. Given the URL of a database that is not there, and the changesets
 * whose ups and whose downs are asked for, as they begin in the CSV file that is the ledger of such a database. That file
 * first gets all changesets, by the tool itself, then those asked for are taken out of it, so that only they are to run.
 * Prints what the tool printed, line by line (`up`, `down`), rows of the ledger afterwards (`row`), and what it said where
 * it failed (`failed`, `up-failed`, `down-failed`).
 *
 * A URL of one command's own, as in `liquibase.command.updateSql.url`, is stronger than one that is told by an argument; a
 * variable of one command's own is stronger than that. Every command is one that would not write to any database. What
 * the JVM is told by variables is not needed and could say anything, so it is left out.
 *
 * A changeset that always runs does so here too: where such a one may have Java of its own, nothing is asked (`java`).
 */
export const LIQUIBASE_RECORDING_SCRIPT: string = String.raw`
mark='${MARK}'
url="$1&outputLiquibaseSql=none&changeLogFile=" ups=$2 downs=$3
say() { printf '%s\n' "$mark$1"; }
end() {
  cat "$place/answer"
  say "end $(wc -l <"$place/answer" | tr -d ' ')"
  exit
}
place=$(mktemp -d 2>/dev/null) || place=$(mktemp -d /dev/shm/XXXXXX 2>/dev/null) || place=
if [ -z "$place" ]; then
  say 'failed there is no place for temporary files in it'
  say 'end 1'
  exit
fi
trap 'rm -rf "$place"' EXIT
: >"$place/answer"
url=$url$place/ledger.csv
export LIQUIBASE_COMMAND_CHANGELOG_SYNC_SQL_URL="$url" LIQUIBASE_COMMAND_STATUS_URL="$url"
export LIQUIBASE_COMMAND_UPDATE_SQL_URL="$url" LIQUIBASE_COMMAND_FUTURE_ROLLBACK_SQL_URL="$url"
export LIQUIBASE_HEADLESS=true LIQUIBASE_ANALYTICS_ENABLED=false
unset JAVA_OPTS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
ask() { liquibase "$@" "--url=$url" >"$place/printed" 2>"$place/said"; }
printed() { sed "s/^/$mark$1 /" "$place/printed" >>"$place/answer"; }
failed() { sed -n "/^[[:space:]]*at /d; 1,99s/^/$mark$1 /p" "$place/said" >>"$place/answer"; }
rows() {
  WANTED=$2 MARK=$mark awk '
BEGIN { count = split(ENVIRON["WANTED"], list, "\n"); for (at = 1; at <= count; at++) wanted[list[at]] = 1 }
!inside { split($0, part, "\",\""); mine = (part[1] "\",\"" part[2] "\",\"" part[3]) in wanted }
'"$1"'
{ inside = (inside + gsub(/"/, "&")) % 2 }' "$3"
}
stop() {
  say "failed $1" >>"$place/answer"
  end
}
take_out() { rows '!mine' "$1" "$place/all.csv" >"$place/ledger.csv" || stop 'its ledger could not be made'; }
is_free_of_java() {
  rows '!inside && !mine && /customChange|\.\.\."/ {
  header = part[3] "::" substr(part[1], 2) "::" part[2]
  gsub(/""/, "\"", header)
  print header
}' "$1" "$place/all.csv" >"$place/java" || stop 'its changesets could not be told apart'
  [ -s "$place/java" ] || return 0
  if ! ask status --verbose; then
    failed up-failed
    return 1
  fi
  sed 's/^ *//' "$place/printed" >"$place/pending" && grep -Fx -f "$place/java" "$place/pending" >"$place/running"
  case $? in
    0) sed "s/^/${"$"}{mark}java /" "$place/running" >>"$place/answer" ;;
    1) return 0 ;;
    *) stop 'what would run could not be told' ;;
  esac
  return 1
}
for program in liquibase awk grep sed; do
  command -v "$program" >/dev/null 2>&1 || stop "it has no program $program"
done
if ! ask changelog-sync-sql; then
  failed failed
  end
fi
mv "$place/ledger.csv" "$place/all.csv" || stop 'it has no ledger'
if [ -n "$ups" ]; then
  take_out "$ups"
  if is_free_of_java "$ups"; then
    ask update-sql || failed up-failed
    printed up
    rows '!inside && (mine || part[6] == "RERAN") { print ENVIRON["MARK"] "row " $0 }' "$ups" "$place/ledger.csv" >>"$place/answer"
  fi
fi
if [ -n "$downs" ]; then
  take_out "$downs"
  ask future-rollback-sql || failed down-failed
  printed down
fi
end
`;
