/** What starts no migrator, by its name: builtins of shells, and small programs of systems. */
export function isHarmless(program: string): boolean {
  return HARMLESS.has(program.replace(OF_SYSTEM, ""));
}

/** Whether a program comes with the system, where nobody puts scripts of an application. */
export function isOfSystem(path: string): boolean {
  return OF_SYSTEM.test(path);
}

/** What runs an application, wherever it is installed: what it then does itself is not looked at. */
export function isServer(program: string): boolean {
  return SERVER.test(program);
}

/** What starts whatever files of its own name. */
export function isStarter(program: string): boolean {
  return STARTERS.has(program);
}

const OF_SYSTEM = /^(?:\/usr)?\/s?bin\//;

const HARMLESS: ReadonlySet<string> = new Set(
  [
    ": true false echo printf test [ (( export set unset shift local declare typeset readonly read wait exit return",
    "break continue getopts let type hash pwd times ulimit umask kill shopt disown jobs mapfile readarray caller",
    "sleep usleep date cat head tail sed grep egrep fgrep cut tr sort uniq wc tee ls mkdir rm rmdir cp mv ln",
    "chmod chown chgrp touch stat readlink realpath basename dirname id whoami hostname uname which mktemp tar gzip",
    "gunzip unzip base64 md5sum sha256sum openssl curl wget nc ncat netcat ping nslookup dig getent host jq yq",
    "envsubst xxd od expr seq ps pgrep pkill df du free sysctl locale update-ca-certificates logger tty stty clear",
    "pg_isready psql mysqladmin mysql mariadb-admin mariadb redis-cli mongosh aws gsutil nginx php-fpm",
    "usermod groupmod useradd groupadd adduser addgroup passwd ssh-keyscan",
  ].flatMap((line) => line.split(" ")),
);

const SERVER = new RegExp(
  `^(?:${[
    String.raw`node|nodejs|deno|python[\d.]*|ruby|php|perl|java|dotnet|erl|beam\.smp`,
    "gunicorn|uvicorn|hypercorn|daphne|uwsgi|waitress-serve|celery|puma|unicorn|sidekiq|passenger",
    String.raw`php-fpm[\d.]*|apache2-foreground|apache2|httpd|httpd-foreground|nginx|caddy|frankenphp`,
  ].join("|")})$`,
);

const STARTERS: ReadonlySet<string> = new Set(
  [
    "supervisord foreman honcho overmind hivemind goreman pm2 pm2-runtime pm2-docker forever circusd monit",
    "init s6-svscan runsvdir runit systemd crond cron make gmake just task rake invoke inv fab composer parallel",
    "run-parts concurrently npm-run-all run-s run-p turbo nx lerna gradle gradlew mvn mvnw ansible-playbook",
    "pipenv pdm hatch poe tox kubectl docker zsh ksh mksh csh tcsh fish pwsh",
  ].flatMap((line) => line.split(" ")),
);
