import type { StartFile } from "../../../../src/model/start-files.ts";
import { describe, expect, it } from "vitest";
import { follow } from "../../../../src/observe/starts/follow.ts";

/** By path: the text of a script, or `program`. The working directory is /app. */
type Image = Readonly<Record<string, string>>;

const RAILS = `#!/bin/bash -e

# Enable jemalloc for reduced memory usage and latency.
if [ -z "\${LD_PRELOAD+x}" ]; then
    LD_PRELOAD=$(find /usr/lib -name libjemalloc.so.2 -print -quit)
    export LD_PRELOAD
fi

# If running the rails server then create or migrate existing database
if [ "\${@: -2:1}" == "./bin/rails" ] && [ "\${@: -1:1}" == "server" ]; then
  ./bin/rails db:prepare
fi

exec "\${@}"
`;

const NODE_OFFICIAL = `#!/bin/sh
set -e

# Run command with node if the first argument contains a "-" or is not a system command.
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;

const WAITING = `#!/usr/bin/env bash
set -euo pipefail
host="\${DB_HOST:-db}"
until nc -z "$host" 5432; do
  >&2 echo "Postgres is unavailable - sleeping"
  sleep 1
done
>&2 echo "up"
exec "$@"
`;

describe("a migrator in the scripts that start a container", () => {
  it.each<[string, string, string, string]>([
    ["Rails' entrypoint", "./bin/rails server", RAILS, "line 11 runs rails db:prepare"],
    [
      "Django before gunicorn",
      "",
      `#!/bin/sh\npython manage.py collectstatic --noinput\npython manage.py migrate && exec gunicorn shop.wsgi -b 0.0.0.0:8000`,
      "line 3 runs manage.py migrate",
    ],
    [
      "npm before what the arguments say",
      "node server.js",
      `#!/bin/sh\nset -e\nnpm run db:up && exec "$@"\n`,
      `script "db:up" of package.json runs knex migrate:latest`,
    ],
    [
      "a condition by a variable",
      "node server.js",
      `#!/bin/sh\nif [ "$RUN_MIGRATIONS" = "true" ]; then\n  npx knex migrate:latest\nfi\nexec "$@"\n`,
      "line 3 runs knex migrate:latest",
    ],
    [
      "Laravel's",
      "",
      `#!/bin/sh\nset -e\nif [ "$APP_ENV" != local ]; then\n    php artisan config:cache\n    php artisan migrate --force --no-interaction\nfi\nphp-fpm`,
      "line 5 runs artisan migrate",
    ],
    [
      "a case of several roles",
      "web",
      `#!/bin/bash\nrole="$1"\ncase "$role" in\n  web)\n    alembic upgrade head\n    exec uvicorn app:app\n    ;;\n  worker|beat)\n    exec celery -A app worker\n    ;;\n  *) echo "unknown role: $role" >&2; exit 1 ;;\nesac\n`,
      "line 5 runs alembic upgrade",
    ],
    ["a function", "", `#!/bin/sh\nmigrate() {\n  dbmate up\n}\nmigrate\nexec node .\n`, "line 3 runs dbmate up"],
    [
      "what a wait has behind it",
      "",
      `#!/bin/sh -e\n./wait-for-it.sh db:5432 -t 60 -- npx prisma migrate deploy\nexec node .\n`,
      "line 2 runs prisma migrate deploy",
    ],
    [
      "the output of a command",
      "",
      `#!/bin/sh\nout="$(npx kysely migrate latest)"\nexec node .\n`,
      "line 2 runs kysely migrate latest",
    ],
    [
      "a retry",
      "",
      `#!/bin/bash\nfor i in 1 2 3; do\n  alembic upgrade head && break || sleep 2\ndone\nexec node .\n`,
      "line 3 runs alembic upgrade",
    ],
    [
      "a retry by a function",
      "",
      `#!/bin/bash\nretry() { until "$@"; do sleep 1; done; }\nretry alembic upgrade head\nexec node .\n`,
      "line 3 runs alembic upgrade",
    ],
    [
      "another script",
      "",
      `#!/bin/sh\nset -e\n. /app/lib.sh\nexec node .\n`,
      "/app/lib.sh line 2 runs knex migrate:latest",
    ],
    [
      "another user",
      "",
      `#!/bin/sh\nsu -s /bin/sh app -c "alembic upgrade head"\nexec gosu app node .\n`,
      "line 2 runs alembic upgrade",
    ],
    [
      "what a sourced script does with the arguments",
      "npm run db:up",
      `#!/bin/sh\n. /app/run.sh\n`,
      `script "db:up" of package.json runs knex migrate:latest`,
    ],
    ["a shell's text", "", `#!/bin/sh\nexec sh -ec "knex migrate:latest; node ."\n`, "line 2 runs knex migrate:latest"],
  ])("is found: %s", (_, args, text, expected) => {
    const image = {
      "/app/start.sh": text,
      "/app/run.sh": `#!/bin/sh\nexec "$@"\n`,
      "/app/lib.sh": "db() {\n  knex migrate:latest\n}\n",
      "package.json": `{"scripts":{"db:up":"knex migrate:latest"}}`,
    };
    const { calls } = started(["/app/start.sh", ...args.split(" ").filter(Boolean)], image);
    expect(calls.map(({ label, quote }) => `${label} runs ${quote}`).join("; ")).toContain(expected);
    expect(calls.every(({ mayFail }) => !mayFail)).toBe(true);
  });

  it.each<[string, string]>([
    ["|| true", `#!/bin/sh\nset -e\nknex migrate:latest || true\nexec node .\n`],
    ["|| echo failed", `#!/bin/sh\nset -e\nknex migrate:latest || echo "failed, starting anyway"\nexec node .\n`],
    ["a new line", `#!/bin/sh\nknex migrate:latest\nexec node .\n`],
    ["a pipe into tee", `#!/bin/sh\nknex migrate:latest 2>&1 | tee log\nexec node .\n`],
    ["a command beside it", `#!/bin/sh\nknex migrate:latest &\nexec node .\n`],
    ["a semicolon", `#!/bin/sh\nknex migrate:latest; exec node .\n`],
  ])("lets the container start although it fails, by %s", (_, text) => {
    expect(started(["/app/start.sh"], { "/app/start.sh": text }).calls).toMatchObject([{ mayFail: true }]);
  });

  it.each<[string, string]>([
    ["set -e", `#!/bin/sh\nset -e\nknex migrate:latest\nexec node .\n`],
    ["set -euo pipefail", `#!/bin/bash\nset -euo pipefail\nknex migrate:latest\nexec node .\n`],
    ["set -o errexit", `#!/bin/sh\nset -o errexit\nknex migrate:latest\nexec node .\n`],
    ["the first line's option", `#!/bin/sh -e\nknex migrate:latest\nexec node .\n`],
    ["$?", `#!/bin/sh\nknex migrate:latest\nif [ $? -ne 0 ]; then exit 1; fi\nexec node .\n`],
    ["a condition", `#!/bin/sh\nif ! knex migrate:latest; then exit 1; fi\nexec node .\n`],
    ["|| exit 1", `#!/bin/sh\nknex migrate:latest || exit 1\nexec node .\n`],
    ["|| { echo; exit 1; }", `#!/bin/sh\nknex migrate:latest || { echo failed; exit 1; }\nexec node .\n`],
    ["|| and a block of lines", `#!/bin/sh\nknex migrate:latest || {\n  echo failed\n  exit 1\n}\nexec node .\n`],
    ["|| and a test of bash", `#!/bin/bash\nknex migrate:latest || [[ -n $X ]]\necho started\nexec node .\n`],
    ["|| echo && exit", `#!/bin/sh\nknex migrate:latest || echo failed && exit 1\nexec node .\n`],
    ["a function that is asked", `#!/bin/sh\nm() { knex migrate:latest; }\nm || exit 1\nexec node .\n`],
    ["its place at the end", `#!/bin/sh\nknex migrate:latest\n`],
    ["exec", `#!/bin/sh\nexec knex migrate:latest\necho\n`],
    ["pipefail", `#!/bin/bash\nset -o pipefail\nknex migrate:latest | tee log\nexec node .\n`],
    ["a trap", `#!/bin/bash\ntrap 'exit 1' ERR\nknex migrate:latest\nexec node .\n`],
    ["what is waited for", `#!/bin/bash\nknex migrate:latest &\nwait $!\nexec node .\n`],
  ])("stops the container when it fails, by %s", (_, text) => {
    expect(started(["/app/start.sh"], { "/app/start.sh": text }).calls).toMatchObject([{ mayFail: false }]);
  });
});

describe("scripts without a migrator", () => {
  it.each<[string, string, string, readonly string[]]>([
    ["Node's official entrypoint", "node server.js", NODE_OFFICIAL, [`"node server.js"`, `"node node server.js"`]],
    ["a wait for the database", "gunicorn shop.wsgi", WAITING, [`"gunicorn shop.wsgi"`]],
    ["another user", "node .", `#!/bin/sh\nchown -R app /data\nexec su-exec app tini -- "$@"\n`, [`"node ."`]],
    [
      "itself as another user",
      "node .",
      `#!/bin/bash\nset -eu\nif [ "$(id -u)" = 0 ]; then\n  exec setpriv --reuid=app --init-groups "$BASH_SOURCE" "$@"\nfi\nnode --version; npm -v\nexec "$@"\n`,
      [`"node ."`],
    ],
    ["package.json", "", `#!/bin/sh\nexec npm start\n`, [`"node ."`]],
    ["a program of a package", "", `#!/bin/sh\nexec npx --no-install serve -s\n`, [`"serve -s"`]],
    ["variables from a file", "", `#!/bin/sh\nset -a\n. ./.env\nset +a\nexec node .\n`, [`"node ."`]],
    [
      "words about migrations",
      "",
      `#!/bin/sh\n# run knex migrate:latest by hand\necho "remember: knex migrate:latest"\ncat <<END\nalembic upgrade head\nEND\nexec node .\n`,
      [`"node ."`],
    ],
    ["its own directory", "", `#!/bin/sh\ncd /app\nexec ./serve\n`, [`"./serve"`]],
    [
      "a shell's array",
      "",
      `#!/bin/bash\nargs=(--port "$PORT")\nexec node . "\${args[@]}"\n`,
      [`"node . \${args[@]}"`],
    ],
    [
      "variables out of a file",
      "",
      `#!/bin/sh\nexport $(grep -v '^#' .env | xargs -d '\\n')\nexec node .\n`,
      [`"node ."`],
    ],
    ["Windows' line ends", "", "#!/bin/sh\r\nset -e\r\nexec node .\r\n", [`"node ."`]],
  ])("are followed to what they run: %s", (_, args, text, programs) => {
    const image = {
      "/app/start.sh": text,
      "./serve": "program",
      serve: "program",
      "./.env": "variables",
      "package.json": `{"scripts":{"start":"node ."}}`,
    };
    const found = started(["/app/start.sh", ...args.split(" ").filter(Boolean)], image);
    expect({ calls: found.calls, unseen: found.unseen }).toEqual({ calls: [], unseen: [] });
    expect(found.programs).toEqual(programs);
  });

  it("are quoted without credentials", () => {
    const text = `#!/bin/sh\nDB_PASSWORD= npx knex migrate:latest --connection postgres://a:hunter2@db\n./gone --password hunter2\nexec node . postgres://a:hunter2@db\n`;
    const found = started(["/app/start.sh"], { "/app/start.sh": text });
    expect(found.calls).toMatchObject([{ quote: "knex migrate:latest" }]);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });

  it("are all named", () => {
    const image = { "/app/start.sh": "#!/bin/sh\n. ./lib.sh\nexec node .\n", "./lib.sh": "echo\n" };
    expect(started(["sh", "/app/start.sh"], image).read).toEqual(["/app/start.sh", "./lib.sh"]);
  });
});

describe("a program that starts another", () => {
  it.each([
    "exec ./serve",
    "tini -g -- ./serve",
    "dumb-init -r 15:3 ./serve",
    "gosu app ./serve",
    "su-exec app:app ./serve",
    "setpriv --reuid app --clear-groups ./serve",
    "sudo -E -u app ./serve",
    "env -u A B=c ./serve",
    "timeout -k 5 60 ./serve",
    "nice -n 5 ./serve",
    "nohup ./serve",
    "bundle exec ./serve",
    "poetry run ./serve",
    "uv run --no-sync ./serve",
    "npx --yes ./serve",
    "npm exec -- ./serve",
    "yarn exec ./serve",
    "dotenv -e .env -- ./serve",
    "doppler run --config prd -- ./serve",
    "wait-for-it.sh -t 60 db:5432 -- ./serve",
    "dockerize -wait tcp://db:5432 -timeout 60s ./serve",
    "busybox sh -ec ./serve",
    "bash -euo pipefail -c ./serve",
    "sh -c 'exec tini -- ./serve'",
    "command ./serve",
  ])("is passed over: %s", (text) => {
    const image = { "/app/start.sh": `#!/bin/sh\n${text}\n`, "./serve": "program" };
    expect(started(["/app/start.sh"], image)).toMatchObject({ calls: [], unseen: [], programs: [`"./serve"`] });
  });

  it.each([
    "su app",
    "sh",
    "env -S 'a b' ./serve",
    "npx -c ./serve",
    "pipenv run serve",
    "npm exec --call ./serve",
    "doppler run --command ./serve",
    "bundle install",
  ])("is not understood, and does not pass for one that starts nothing: %s", (text) => {
    const image = { "/app/start.sh": `#!/bin/sh\n${text}\n`, "./serve": "program", env: "program", bundle: "program" };
    expect(started(["/app/start.sh"], image).unseen).toHaveLength(1);
  });
});

describe("scripts that do not tell what they start", () => {
  it.each<[string, string, string]>([
    ["a variable", "exec $CMD", `line 2 starts "$CMD", which is not known before it runs`],
    ["a file by a variable", `. "$DIR/env.sh"`, `line 2 starts "$DIR/env.sh", which is not known before it runs`],
    [
      "a file that is not there",
      ". ./gone.sh; exec node .",
      `line 2 starts "./gone.sh", which was not found in the image`,
    ],
    ["eval", `eval "$INIT"; exec node .`, `line 2 starts "$INIT", which is not known before it runs`],
    ["standard input", "curl -s http://x | sh", `line 2 starts "sh", which is not known before it runs`],
    [
      "a file that is no script",
      "exec ./data",
      `line 2 starts "./data", which is no shell script by its first line or name`,
    ],
    ["a program that is not there", "exec serve2", `line 2 starts "serve2", which was not found in the image`],
    [
      "a program before the last",
      "node prepare.js\nexec node .",
      `line 2 starts "node prepare.js", before what runs in the end, and what it does was not looked at`,
    ],
    [
      "a process manager",
      "exec supervisord -c /etc/s.conf",
      `line 2 starts "supervisord -c /etc/s.conf", and it is not known what that starts`,
    ],
    [
      "a script by its name",
      "node dist/migrate.js && exec node .",
      `which migrates by its name, and whose text was not read`,
    ],
    ["a package of a workspace", "exec npm -w api start", `which is of another directory or workspace`],
    ["a script that package.json lacks", "exec npm run gone", `and package.json has no script gone`],
    [
      "another directory",
      "cd /srv && exec ./serve",
      `container web changes its working directory, and ./serve may come from elsewhere`,
    ],
    [
      "another PATH",
      "export PATH=/venv/bin:$PATH; exec serve",
      `container web changes PATH, and serve may come from elsewhere`,
    ],
    ["a script of another shell", "exec ./zsh.sh", `starts "./zsh.sh", which is not for sh or bash`],
    ["another shell", "zsh -c ./serve; exec node .", `starts "zsh -c ./serve", and it is not known what that starts`],
    ["a quote that is not closed", `echo "never`, "starts a script that is not understood as a whole"],
    ["an if that is not closed", "if true; then echo", "starts a script that is not understood as a whole"],
    ["itself", "exec /app/start.sh more", ""],
    ["a program that is told of a script", "exec ./serve ./lib.sh", "which is told of a script"],
    ["a volume", "exec /data/run.sh", `starts "/data/run.sh", which lies in a volume that the look did not have`],
  ])("by %s", (_, text, expected) => {
    const image = {
      "/app/start.sh": `#!/bin/sh\n${text}\n`,
      "/data/run.sh": "node .\n",
      "./serve": "program",
      serve: "program",
      "./lib.sh": "echo\n",
      "./zsh.sh": "#!/bin/zsh\necho\n",
      "./data": "other",
      host: "odd",
      "./sets.sh": `set -- node .\n`,
      "package.json": `{"scripts":{"start":"node ."}}`,
    };
    const { calls, unseen } = started(["/app/start.sh"], image);
    expect({ calls, unseen: unseen.join("; ") }).toEqual({ calls: [], unseen: expect.stringContaining(expected) });
  });
});

function started(words: readonly string[], image: Image): ReturnType<typeof follow> {
  const files = Object.entries(image).map(([path, content]) => fileOf(path, content));
  return follow({ container: "container web", words, elsewhere: ["/data"] }, { directory: "/app", files });
}

function fileOf(path: string, content: string): StartFile {
  const by = /[/.]/.test(path) ? "path" : "PATH";
  return { word: path, by, path, holds: CONTENT[content] ?? { kind: "text", text: content } };
}

const CONTENT: Readonly<Record<string, StartFile["holds"]>> = {
  program: { kind: "program" },
  variables: { kind: "variables" },
  other: { kind: "unread", because: "is no shell script by its first line or name" },
};
