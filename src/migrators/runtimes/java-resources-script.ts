import { MARK } from "./probe-output.ts";

/**
 * POSIX sh for images with Java applications. Given, after `all` or `first` and two extended regular expressions, one for
 * paths and one for the text of files that may be shown (empty: any), what to look into: a directory, or a folder of the
 * class path, which is looked for in unpacked applications and in archives. `first` ends at the first place with files.
 * Archives are unpacked with whatever is there, for the time of the look, into a directory for temporary files.
 * Prints where it looked (`directory`), each file (`file`) with its lines (`text`, `rest`), and archives that nothing
 * could open (`closed`). `filesystem:.`, the working directory where nothing better is known, is not looked into deeply;
 * archives inside archives (libraries) not at all, nor an image without a shell.
 */
export const JAVA_RESOURCES_SCRIPT: string = String.raw`
mark='${MARK}'
say() { printf '%s\n' "$mark$1"; }
has() { command -v "$1" >/dev/null 2>&1; }
until=$1 wanted=$2 shown=$3
shift 3
homes="$PWD /app /application /workspace /deployments /opt/app /usr/src/app /usr/app"
inners='BOOT-INF/classes WEB-INF/classes resources classes src/main/resources .'
show() {
  say "file $2"
  case $1 in *.class) return ;; esac
  if [ ! -r "$1" ]; then say "unreadable $1"; return; fi
  [ -z "$shown" ] || grep -Eq "$shown" "$1" || return 0
  line=
  while IFS= read -r line; do printf '%s\n' "${"$"}{mark}text $line"; done <"$1"
  [ -z "$line" ] || printf '%s\n' "${"$"}{mark}rest $line"
}
files_in() {
  list=$(find -L "$1" -maxdepth "$depth" -name node_modules -prune -o -type f -print 2>/dev/null | grep -E "$wanted" | LC_ALL=C sort)
  [ -n "$list" ] || return 1
  printf '%s\n' "$list" | while IFS= read -r file; do show "$file" "$2${"$"}{file#"$1"/}"; done
}
scratch=
trap '[ -z "$scratch" ] || rm -rf "$scratch"' EXIT
by_unzip() {
  unzip -q -o "$1" "$2/*" "BOOT-INF/classes/$2/*" "WEB-INF/classes/$2/*" -d open
  case $? in 0 | 1 | 11) ;; *) return 1 ;; esac
}
by_python() { python3 -c '
import sys, zipfile
starts = tuple(start + sys.argv[2] + "/" for start in ("", "BOOT-INF/classes/", "WEB-INF/classes/"))
with zipfile.ZipFile(sys.argv[1]) as archive:
    archive.extractall("open", [name for name in archive.namelist() if name.startswith(starts)])
' "$1" "$2"; }
by_java() {
  archive=$1
  shift
  cd open
  if has jar; then jar xf "$archive" "$@" && return; fi
  java -m jdk.jartool/sun.tools.jar.Main xf "$archive" "$@" ||
    java -Djarmode=tools -jar "$archive" extract --launcher --force --destination . ||
    java -Djarmode=layertools -jar "$archive" extract
}
opened() {
  rm -rf "$scratch/open"
  mkdir "$scratch/open" && cd "$scratch" || return 1
  if has unzip; then by_unzip "$1" "$2" && return; fi
  if has python3; then by_python "$1" "$2" && return; fi
  has java && by_java "$1" "$2" "BOOT-INF/classes/$2" "WEB-INF/classes/$2"
}
archives() {
  for home in $homes "$PWD/target" "$PWD/build/libs" / /opt /deployments/app; do
    for archive in "$home"/*.jar "$home"/*.war; do [ ! -f "$archive" ] || printf '%s\n' "$archive"; done
  done | LC_ALL=C sort -u
}
in_archives() {
  [ -n "$scratch" ] || scratch=$(mktemp -d 2>/dev/null) || scratch=
  archives | {
    hit=1
    while IFS= read -r archive; do
      if [ -z "$scratch" ] || ! (opened "$archive" "$1") </dev/null >/dev/null 2>&1; then say "closed $archive"; continue; fi
      for inner in . BOOT-INF/classes WEB-INF/classes application/BOOT-INF/classes; do
        [ -d "$scratch/open/$inner/$1" ] || continue
        say "directory $1 in $archive"
        files_in "$scratch/open/$inner/$1" "$2" && hit=0
        break
      done
    done
    [ "$hit" = 0 ]
  }
}
unpacked() { for home in $homes; do for inner in $inners; do
  [ ! -d "$home/$inner/$1" ] || { (cd "$home/$inner/$1" && pwd); return; }
done; done; }
look() {
  case $1 in
    classpath:*) folder=${"$"}{1#classpath:} directory= ;;
    filesystem:*) folder= directory=${"$"}{1#filesystem:} ;;
    *) folder=$1 directory=$1 ;;
  esac
  depth=20
  case $1 in filesystem:.)
    [ "$PWD" != / ] || return 1
    depth=3 ;;
  esac
  case $1 in /* | . | ./* | filesystem:*)
    [ -d "$directory" ] || return 1
    directory=$(cd "$directory" && pwd)
    say "directory $directory"
    files_in "$directory" ''
    return ;;
  esac
  folder=${"$"}{folder#/} prefix=
  [ -z "$shown" ] || prefix=$folder/
  found=$(unpacked "$folder")
  if [ -z "$found" ]; then in_archives "$folder" "$prefix"; return; fi
  say "directory $found"
  files_in "$found" "$prefix"
}
for place do
  look "$place" && [ "$until" = first ] && break
done
say end
`;
