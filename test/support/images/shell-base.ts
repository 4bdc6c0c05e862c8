import type { Entry, Layer } from "./layer.ts";
import { execa } from "execa";
import { makeLayer } from "./layer.ts";

/** The lowest layer of every image: a shell with the usual small programs, three users, /tmp. Made once a process. */
export function shellBase(): Promise<Layer> {
  made ??= entries().then(makeLayer);
  return made;
}

let made: Promise<Layer> | undefined;

async function entries(): Promise<readonly Entry[]> {
  const { stdout } = await execa(BUSYBOX, ["--list"]);
  const applets = stdout.split("\n").filter((name) => name !== "busybox");
  return [
    { kind: "copy", path: BUSYBOX, from: BUSYBOX },
    ...applets.map((name): Entry => ({ kind: "link", path: `/bin/${name}`, target: "busybox" })),
    { kind: "text", path: "/etc/passwd", text: USERS.map(userLine).join("") },
    { kind: "text", path: "/etc/group", text: USERS.map(([name, id]) => `${name}:x:${id}:\n`).join("") },
    { kind: "text", path: "/etc/nsswitch.conf", text: "hosts: files dns\n" },
    { kind: "directory", path: "/tmp", mode: 0o1777 },
    { kind: "directory", path: "/var/tmp", mode: 0o1777 },
  ];
}

function userLine([name, id]: readonly [string, number]): string {
  return `${name}:x:${id}:${id}:${name}:/tmp:/bin/sh\n`;
}

const BUSYBOX = "/bin/busybox";

const USERS = [
  ["root", 0],
  ["postgres", 999],
  ["node", 1000],
] as const;
