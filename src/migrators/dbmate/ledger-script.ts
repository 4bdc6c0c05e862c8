import { MARK } from "../runtimes/probe-output.ts";

/**
 * POSIX sh. `$1` are the queries for psql, the rest is the command for dbmate's status. The URL is taken apart with
 * the shell's own means and handed to psql as PG* variables, so that no credential is ever an argument or printed.
 */
export function dbmateLedgerScript(variable: string): string {
  return `url=\${${variable}-}\n${SCRIPT}`;
}

const SCRIPT = String.raw`
mark='${MARK}'
queries=$1
shift
say() { printf '%s\n' "$mark$1"; }
decode() {
  left=$1 out=
  while :; do
    case $left in *%*) ;; *) break ;; esac
    out=$out${"$"}{left%%%*}
    left=${"$"}{left#*%}
    case $left in
      [0-9A-Fa-f][0-9A-Fa-f]*)
        tail=${"$"}{left#??}
        code=$(printf '%03o' "0x${"$"}{left%"$tail"}")
        out=$out$(printf "\\$code")
        left=$tail ;;
      *) out=$out% ;;
    esac
  done
  printf '%s' "$out$left"
}
set_parameter() {
  case $1 in
    host | socket) host=$2 ;;
    port) port=$2 ;;
    user) user=$2 ;;
    password) password=$2 ;;
    sslmode) PGSSLMODE=$2; export PGSSLMODE ;;
    sslrootcert) PGSSLROOTCERT=$2; export PGSSLROOTCERT ;;
    sslcert) PGSSLCERT=$2; export PGSSLCERT ;;
    sslkey) PGSSLKEY=$2; export PGSSLKEY ;;
    search_path) PGOPTIONS="-c search_path=$2"; export PGOPTIONS ;;
    options) PGOPTIONS=$2; export PGOPTIONS ;;
  esac
}
scheme=${"$"}{url%%:*}
rest=${"$"}{url#*://}
query= login= name= port=
case $rest in *\?*) query=${"$"}{rest#*\?}; rest=${"$"}{rest%%\?*} ;; esac
case $rest in *@*) login=${"$"}{rest%@*}; rest=${"$"}{rest##*@} ;; esac
case $rest in */*) name=$(decode "${"$"}{rest#*/}"); rest=${"$"}{rest%%/*} ;; esac
host=$rest
case $rest in
  \[*\]*) host=${"$"}{rest%%]*}; host=${"$"}{host#[}; port=${"$"}{rest##*]}; port=${"$"}{port#:} ;;
  *:*) host=${"$"}{rest%%:*}; port=${"$"}{rest##*:} ;;
esac
user=$(decode "${"$"}{login%%:*}")
password=
case $login in *:*) password=$(decode "${"$"}{login#*:}") ;; esac
old_separator=$IFS
IFS='&'
set -f
for pair in $query; do set_parameter "${"$"}{pair%%=*}" "$(decode "${"$"}{pair#*=}")"; done
set +f
IFS=$old_separator
file=
case $scheme in sqlite*)
  file=${"$"}{url#*:} host=
  case $file in //*) file=${"$"}{file#//} ;; esac
  name=$(decode "${"$"}{file%%\?*}")
esac
say "scheme $scheme"
say "host ${"$"}{host:-localhost}"
with_psql() {
  case $scheme in postgres | postgresql) ;; *) return 1 ;; esac
  command -v psql >/dev/null 2>&1 || return 1
  answer=$(
    [ -z "$host" ] || export PGHOST="$host"
    [ -z "$port" ] || export PGPORT="$port"
    [ -z "$user" ] || export PGUSER="$user"
    [ -z "$password" ] || export PGPASSWORD="$password"
    [ -z "$name" ] || export PGDATABASE="$name"
    export PGCONNECT_TIMEOUT=10 PGAPPNAME=safe-rollback
    printf '%s\n' "$queries" | psql -X -q -A -t -v ON_ERROR_STOP=1 -v "mark=$mark" 2>&1
  )
  case $answer in *"${"$"}{mark}version "*) printf '%s\n' "$answer" ;; *) return 1 ;; esac
}
with_status() {
  # dbmate makes a file that is not there.
  if [ -n "$file" ] && [ ! -f "$name" ]; then
    say "exit 1"
    say "status there is no file $name in the probe Pod"
    return
  fi
  say "name $name"
  status=$("$@" 2>&1)
  say "exit $?"
  printf '%s\n' "$status" | while IFS= read -r line; do say "status $line"; done
}
with_psql || with_status "$@"
say end
`;
