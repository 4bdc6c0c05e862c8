import type { FileContent, StartFile, StartFiles } from "../model/start-files.ts";
import type { Probe } from "../ports/image.ts";
import type { MarkedLine } from "./runtimes/probe-output.ts";
import { MARK, markedLines } from "./runtimes/probe-output.ts";

const PURPOSE = "reading the scripts that start the image";

/**
 * The files that `words` name, whether paths or programs, with the text of those that are shell scripts, and likewise
 * whatever these name. Nothing is run but a shell, and of it only what is built in.
 * @param places paths, also with `*`, at which scripts are looked for besides
 */
export function startFiles(words: readonly string[], places: readonly string[]): Probe<StartFiles> {
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["sh", "-c", SCRIPT, "sh", places.join(" "), ...words], environment: {} },
    parse: (output) => foundIn(markedLines(output, PURPOSE)),
  };
}

function foundIn(lines: readonly MarkedLine[]): StartFiles {
  const texts = new Map<string, string>();
  const files = lines.flatMap((line, index) => {
    const [, by = "", word = "", path = ""] = /^(\S+) (\S+) (.*)$/.exec(line.rest) ?? [];
    if (line.tag === "text-of") texts.set(path, textAfter(lines.slice(index + 1)));
    const holds = contentOf(line.tag, texts.get(path));
    return holds === undefined ? [] : [{ word, by: by as StartFile["by"], path, holds }];
  });
  return { directory: lines.find(({ tag }) => tag === "directory")?.rest ?? "", files };
}

function textAfter(lines: readonly MarkedLine[]): string {
  const end = lines.findIndex(({ tag }) => tag !== "text");
  const own = lines.slice(0, end === -1 ? lines.length : end);
  return own.map(({ rest }) => rest).join("\n");
}

function contentOf(tag: string, text: string | undefined): FileContent | undefined {
  switch (tag) {
    case "text-of":
    case "same":
      return text === undefined ? undefined : { kind: "text", text };
    case "variables":
      return { kind: "variables" };
    case "program":
      return { kind: "program" };
    case "unreadable":
      return { kind: "unread", because: "may not be read" };
    case "long":
      return { kind: "unread", because: "is longer than 64 KiB" };
    case "many":
      return { kind: "unread", because: "was left out: 50 scripts had been read" };
    case "other":
      return { kind: "unread", because: "is no shell script by its first line or name" };
  }
  return undefined;
}

/**
 * POSIX sh. Whatever looks like a word in a script is looked for, which is more than what it starts. Of a line that
 * only sets a variable to a value, the value is not printed: it may be a password.
 */
const SCRIPT = String.raw`
places=$1
shift
blank=' 	
'
apart="$blank;|&()<>\"'=,{}[]${"\\`"}\$"
count=0
say() { printf '%s\n' "${MARK}$1"; count=$((count + 1)); }
seen=' ' shown=' ' pending= texts=0
words() {
  IFS=$apart
  for word in $1; do pending="$pending $word"; done
  IFS=$blank
}
sets() {
  name=${"$"}{1#export }
  case $name in [A-Za-z_]*=*) value=${"$"}{name#*=} name=${"$"}{name%%=*} ;; *) return 1 ;; esac
  case $name in PATH | *[!A-Za-z0-9_]*) return 1 ;; esac
  case $value in
    *'$'* | *\\* | *"${"\\`"}"*) return 1 ;;
    \"*\" | \'*\') value=${"$"}{value#?}; case ${"$"}{value%?} in *[\"\']*) return 1 ;; esac ;;
    *[!A-Za-z0-9_./:@%+,~-]*) return 1 ;;
  esac
}
only_sets() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in '' | '#'*) ;; *) sets "$line" || return 1 ;; esac
  done <"$1"
}
print() {
  size=0
  while IFS= read -r line || [ -n "$line" ]; do
    size=$((size + ${"$"}{#line} + 1))
    if [ $size -gt 65536 ] || [ ${"$"}{#line} -gt 8000 ]; then return 1; fi
  done <"$3"
  shown="$shown$3 " texts=$((texts + 1))
  say "text-of $1 $2 $3"
  while IFS= read -r line || [ -n "$line" ]; do
    words "$line"
    if sets "$line"; then say "text $name="; else say "text $line"; fi
  done <"$3"
}
script() {
  case $shown in *" $3 "*) say "same $1 $2 $3"; return ;; esac
  if [ $texts -ge 50 ]; then say "many $1 $2 $3"; return; fi
  print "$1" "$2" "$3" || say "long $1 $2 $3"
}
found() {
  if [ ! -r "$3" ]; then say "unreadable $1 $2 $3"; return; fi
  first=
  IFS= read -r first <"$3"
  case "$first " in
    '#!'*fish\ *) say "program $1 $2 $3" ;;
    '#!'*sh\ *) script "$1" "$2" "$3" ;;
    '#!'* | ?ELF*) say "program $1 $2 $3" ;;
    *) plain "$1" "$2" "$3" ;;
  esac
}
plain() {
  case $3 in
    *.sh | *.bash | package.json) script "$1" "$2" "$3" ;;
    *) if only_sets "$3"; then say "variables $1 $2 $3"; else say "other $1 $2 $3"; fi ;;
  esac
}
visit() {
  case $1 in -* | *[*?]* | /proc/* | /sys/* | /dev/*) return ;; esac
  case $seen in *" $1 "*) return ;; esac
  seen="$seen$1 "
  if [ -f "$1" ]; then found path "$1" "$1"; fi
  case $1 in */*) return ;; esac
  IFS=:
  for directory in $PATH; do
    IFS=$blank
    if [ -f "$directory/$1" ] && [ -x "$directory/$1" ]; then found PATH "$1" "$directory/$1"; return; fi
  done
  IFS=$blank
  if [ -f "node_modules/.bin/$1" ]; then say "program node_modules $1 node_modules/.bin/$1"; fi
}
say "directory $PWD"
for place in $places; do pending="$pending $place"; done
set -f
for argument do words "$argument"; done
while [ -n "$pending" ]; do
  batch=$pending pending=
  for word in $batch; do visit "$word"; done
done
printf '%s\n' "${MARK}end $count"
`;
