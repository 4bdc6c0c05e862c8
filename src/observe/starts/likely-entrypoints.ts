import type { StartFiles } from "../../model/start-files.ts";
import type { Started } from "./follow.ts";
import { follow } from "./follow.ts";

/**
 * Where images usually keep the script that starts them, which no API of Kubernetes tells: Docker's official images and
 * those modelled on them, the generators of Rails and cookiecutter-django, Laravel Sail, serversideup/php
 * (/etc/entrypoint.d), linuxserver.io's and s6-overlay's (/etc/cont-init.d), tiangolo's (prestart.sh), and OpenShift's
 * source-to-image (/usr/libexec/s2i/run). Relative ones are of the working directory.
 */
export const LIKELY_ENTRYPOINTS: readonly string[] = [
  ...["", "/", "/usr/local/bin/", "/usr/bin/", "bin/", "docker/", "scripts/"].flatMap((directory) =>
    ["docker-entrypoint.sh", "docker-entrypoint", "entrypoint.sh", "entrypoint", "start.sh", "start", "run.sh"].map(
      (name) => `${directory}${name}`,
    ),
  ),
  ...["prestart.sh", "/prestart.sh", "/usr/local/bin/start-container", "/usr/local/bin/docker-php-entrypoint"],
  ...["/usr/libexec/s2i/run", "/docker-entrypoint.d/*.sh", "/etc/entrypoint.d/*.sh", "/etc/cont-init.d/*"],
];

/** What is found of how an image may start by itself: a hint, since another file may be its entrypoint. */
export interface LikelyStart {
  /** A migrator that is called there. */
  readonly calls: readonly string[];
  readonly looked: readonly string[];
}

/** @param started with the arguments that the template gives to the image's own entrypoint */
export function likelyStartOf(started: Started, files: StartFiles): LikelyStart {
  const scripts = files.files.filter(({ word, by }) => by === "path" && isLikely(word)).map(({ word }) => word);
  const commands = scripts.map((script): Likely => [script, ["sh", script, ...started.words]]);
  if (started.words.length === 0 && hasStartScript(files)) commands.push(["npm start", ["npm", "start"]]);
  const found = commands.map((likely) => outcomeOf(likely, started, files));
  if (found.length === 0) found.push({ calls: [], looked: ["no script was found where images usually keep theirs"] });
  return { calls: found.flatMap(({ calls }) => calls), looked: found.flatMap(({ looked }) => looked) };
}

/** What people call it, and its words. */
type Likely = readonly [name: string, words: readonly string[]];

function outcomeOf([name, words]: Likely, started: Started, files: StartFiles): LikelyStart {
  const { calls, unseen } = follow({ ...started, words }, files);
  const what = "found in the image, perhaps what it starts with";
  const plain = (text: string): string => text.replaceAll(`${started.container}, `, "");
  const quotes = calls.map(({ label, quote }) => `${plain(label)} runs "${quote}"`);
  if (quotes.length > 0) return { calls: quotes, looked: [`${what}: ${quotes.join("; ")}`] };
  const [why] = unseen;
  return {
    calls: [],
    looked: [why === undefined ? `${what}: ${name}, without a migrator` : `${what}: ${name}, but ${plain(why)}`],
  };
}

function hasStartScript({ files }: StartFiles): boolean {
  return files.some(
    ({ path, holds }) => path === "package.json" && holds.kind === "text" && /"start"\s*:/.test(holds.text),
  );
}

function isLikely(word: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(word));
}

const PATTERNS = LIKELY_ENTRYPOINTS.map(
  (place) => new RegExp(`^${place.replaceAll(".", String.raw`\.`).replaceAll("*", "[^/]+")}$`),
);
